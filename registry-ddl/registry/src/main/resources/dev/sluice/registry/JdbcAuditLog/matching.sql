SELECT *
FROM audit_entry
WHERE project = :project
  AND (CAST(:name AS TEXT) IS NULL OR name = :name)
  AND (CAST(:version AS INTEGER) IS NULL OR version = :version)
  AND (CAST(:from AS BIGINT) IS NULL OR recorded_at >= :from)
  AND (CAST(:until AS BIGINT) IS NULL OR recorded_at < :until)
ORDER BY ordinal DESC
LIMIT :limit
