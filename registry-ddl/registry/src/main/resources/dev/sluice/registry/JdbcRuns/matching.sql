SELECT *
FROM run
WHERE project = :project
  <only>
  AND (CAST(:state AS TEXT) IS NULL OR state = :state)
  AND (CAST(:from AS BIGINT) IS NULL OR (partition_start >= :from AND partition_start < :until))
ORDER BY sequence DESC
LIMIT :limit
