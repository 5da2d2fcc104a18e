SELECT kind, name, version, revision, fields, fingerprint, registered_at, retired_at
FROM definition
WHERE project = :project
  AND kind = :kind
  AND name = :name
ORDER BY version, revision
