SELECT *
FROM run
WHERE run_id = :runId
