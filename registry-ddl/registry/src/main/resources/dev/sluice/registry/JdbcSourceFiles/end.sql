UPDATE source_file
SET until = :until
WHERE project = :project
  AND source = :source
  AND path = :path
  AND since = :since
