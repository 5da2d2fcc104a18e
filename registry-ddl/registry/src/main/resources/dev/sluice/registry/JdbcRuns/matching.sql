SELECT *
FROM run
WHERE project = :project
  AND (CAST(:view AS TEXT) IS NULL OR (view_name = :view AND view_version = :version))
  AND (CAST(:state AS TEXT) IS NULL OR state = :state)
  AND (CAST(:from AS BIGINT) IS NULL OR (partition_start >= :from AND partition_start < :until))
ORDER BY sequence DESC
LIMIT :limit
