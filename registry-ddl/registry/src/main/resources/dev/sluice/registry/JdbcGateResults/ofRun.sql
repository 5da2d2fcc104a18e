SELECT run_id, ordinal, expectation, severity, success, observed, element_count, unexpected_count, error
FROM gate_result
WHERE run_id = :runId
ORDER BY ordinal
