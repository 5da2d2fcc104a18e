SELECT project, id, service, location, row_count, manifest, created_at
FROM training_set
WHERE project = :project
ORDER BY sequence DESC
