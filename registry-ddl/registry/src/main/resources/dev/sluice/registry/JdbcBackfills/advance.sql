UPDATE backfill
SET state = :state,
    updated_at = :updatedAt
WHERE project = :project
  AND plan_hash = :planHash
  AND state = :seen
