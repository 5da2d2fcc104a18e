DELETE FROM consumer
WHERE project = :project
