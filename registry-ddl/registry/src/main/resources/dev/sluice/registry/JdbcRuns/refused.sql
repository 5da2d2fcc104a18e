SELECT *
FROM (
    SELECT run.*, row_number() OVER (PARTITION BY granularity, partition_start ORDER BY attempt DESC) AS recency
    FROM run
    WHERE project = :project
      AND view_name = :view
      AND view_version = :version
      AND partition_start >= :from
      AND partition_start < :until
      AND state IN ('REFUSED', 'PROMOTED', 'COMPLETED')) newest_first
WHERE recency = 1
  AND state = 'REFUSED'
