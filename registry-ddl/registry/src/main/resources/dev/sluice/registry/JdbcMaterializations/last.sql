SELECT *
FROM materialization
WHERE project = :project
  AND view_name = :view
  AND view_version = :version
ORDER BY sequence DESC
LIMIT 1
