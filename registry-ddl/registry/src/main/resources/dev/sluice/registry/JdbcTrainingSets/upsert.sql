INSERT INTO training_set (project, id, sequence, service, location, row_count, manifest, created_at)
VALUES (:project, :id, :sequence, :service, :location, :rows, :manifest, :createdAt)
ON CONFLICT (project, id) DO UPDATE
SET sequence = excluded.sequence,
    service = excluded.service,
    location = excluded.location,
    row_count = excluded.row_count,
    manifest = excluded.manifest,
    created_at = excluded.created_at
