SELECT project, plan_hash, plan, state, requested_by, requested_at, approved_by, approved_at, updated_at
FROM backfill
WHERE project = :project
ORDER BY sequence DESC
