SELECT manifest
FROM training_set
WHERE project = :project
  AND id = :id
