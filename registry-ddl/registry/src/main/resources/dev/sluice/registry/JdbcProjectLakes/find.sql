SELECT lake, declared_by, declared_at
FROM project_lake
WHERE project = :project
