SELECT hash
FROM audit_entry
WHERE project = :project
  AND ordinal = :ordinal
