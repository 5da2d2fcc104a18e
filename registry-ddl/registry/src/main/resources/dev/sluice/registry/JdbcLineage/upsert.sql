INSERT INTO lineage (project, view_name, view_version, computation_hash, sequence, run_id, shown_at)
VALUES (:project, :view, :version, :computation, :sequence, :runId, :shownAt)
ON CONFLICT (project, view_name, view_version, computation_hash) DO UPDATE
SET sequence = excluded.sequence,
    run_id = excluded.run_id,
    shown_at = excluded.shown_at
