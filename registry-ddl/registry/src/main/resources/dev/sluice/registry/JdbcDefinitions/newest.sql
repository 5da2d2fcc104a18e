SELECT kind, name, version, fields, fingerprint, registered_at, retired_at
FROM definition
WHERE project = :project
  AND revision = (
      SELECT max(other.revision)
      FROM definition other
      WHERE other.project = definition.project
        AND other.kind = definition.kind
        AND other.name = definition.name
        AND other.version = definition.version)
