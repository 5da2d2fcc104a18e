UPDATE lease
SET fence = :fence,
    host = :host,
    machine = :machine,
    pid = :pid,
    process_started_at = :processStartedAt,
    acquired_at = :acquiredAt,
    expires_at = :expiresAt
WHERE resource = :resource
  AND fence = :seenFence
  AND expires_at = :seenExpiresAt
