SELECT view_name, version, cause, activated_at
FROM activation
WHERE project = :project
ORDER BY view_name, sequence DESC
