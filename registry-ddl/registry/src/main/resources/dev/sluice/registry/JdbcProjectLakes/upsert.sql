INSERT INTO project_lake (project, lake, declared_by, declared_at)
VALUES (:project, :lake, :by, :at)
ON CONFLICT (project) DO UPDATE
SET lake = excluded.lake,
    declared_by = excluded.declared_by,
    declared_at = excluded.declared_at
