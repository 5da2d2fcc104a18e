SELECT *
FROM audit_entry
WHERE project = :project
  AND ordinal > :after
ORDER BY ordinal
LIMIT :limit
