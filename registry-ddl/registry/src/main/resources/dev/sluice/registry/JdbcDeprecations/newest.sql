SELECT view_name, view_version, sunset, reason, replacement, declared_by, declared_at
FROM deprecation
WHERE project = :project
  AND sequence = (
      SELECT max(other.sequence)
      FROM deprecation other
      WHERE other.project = deprecation.project
        AND other.view_name = deprecation.view_name
        AND other.view_version = deprecation.view_version)
ORDER BY view_name, view_version
