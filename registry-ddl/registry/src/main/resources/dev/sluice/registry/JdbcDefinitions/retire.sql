UPDATE definition
SET retired_at = :retiredAt
WHERE project = :project
  AND kind = :kind
  AND name = :name
  AND version = :version
  AND revision = (
      SELECT max(revision)
      FROM definition
      WHERE project = :project
        AND kind = :kind
        AND name = :name
        AND version = :version)
