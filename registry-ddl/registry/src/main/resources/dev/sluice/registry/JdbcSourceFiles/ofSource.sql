SELECT path, since, until, size, changed, row_count, first_event, last_event
FROM source_file
WHERE project = :project
  AND source = :source
ORDER BY path, since
