INSERT INTO definition (project, kind, name, version, revision, fields, fingerprint, registered_at)
SELECT :project, :kind, :name, :version, coalesce(max(revision), 0) + 1, :fields, :fingerprint, :registeredAt
FROM definition
WHERE project = :project
  AND kind = :kind
  AND name = :name
  AND version = :version
