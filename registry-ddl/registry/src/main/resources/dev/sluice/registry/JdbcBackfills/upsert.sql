INSERT INTO backfill (project, plan_hash, sequence, plan, state, requested_by, requested_at, approved_by, approved_at,
                      updated_at)
VALUES (:project, :planHash, :sequence, :plan, :state, :requestedBy, :requestedAt, :approvedBy, :approvedAt, :updatedAt)
ON CONFLICT (project, plan_hash) DO UPDATE
SET sequence = excluded.sequence,
    plan = excluded.plan,
    state = excluded.state,
    requested_by = excluded.requested_by,
    requested_at = excluded.requested_at,
    approved_by = excluded.approved_by,
    approved_at = excluded.approved_at,
    updated_at = excluded.updated_at
