SELECT run.*
FROM run
JOIN (
    SELECT view_name, view_version, granularity, MAX(partition_start) AS partition_start
    FROM run
    WHERE project = :project
      <only>
      AND state IN ('PROMOTED', 'COMPLETED')
    GROUP BY view_name, view_version, granularity) newest
  ON run.view_name = newest.view_name
 AND run.view_version = newest.view_version
 AND run.granularity = newest.granularity
 AND run.partition_start = newest.partition_start
WHERE run.project = :project
  AND run.state IN ('PROMOTED', 'COMPLETED')
  AND NOT EXISTS (
    SELECT 1
    FROM run later
    WHERE later.project = run.project
      AND later.view_name = run.view_name
      AND later.view_version = run.view_version
      AND later.granularity = run.granularity
      AND later.partition_start = run.partition_start
      AND later.attempt > run.attempt
      AND later.state IN ('PROMOTED', 'COMPLETED'))
