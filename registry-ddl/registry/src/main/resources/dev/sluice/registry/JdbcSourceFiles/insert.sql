INSERT INTO source_file (project, source, path, since, size, changed, row_count, first_event, last_event)
VALUES (:project, :source, :path, :since, :size, :changed, :rows, :first, :last)
