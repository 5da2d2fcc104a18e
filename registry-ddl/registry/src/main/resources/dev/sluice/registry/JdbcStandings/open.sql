SELECT run.*
FROM run
WHERE run.project = :project
  <only>
  AND run.state NOT IN ('PROMOTED', 'COMPLETED')
  AND NOT EXISTS (
    SELECT 1
    FROM run later
    WHERE later.project = run.project
      AND later.view_name = run.view_name
      AND later.view_version = run.view_version
      AND later.granularity = run.granularity
      AND later.partition_start = run.partition_start
      AND later.attempt > run.attempt)
