SELECT *
FROM run
WHERE project = :project
  AND view_name = :view
  AND view_version = :version
  AND granularity = :granularity
  AND partition_start = :partitionStart
ORDER BY attempt DESC
LIMIT 1
