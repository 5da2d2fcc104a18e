INSERT INTO lease (resource, fence, host, machine, pid, process_started_at, acquired_at, expires_at)
VALUES (:resource, :fence, :host, :machine, :pid, :processStartedAt, :acquiredAt, :expiresAt)
ON CONFLICT (resource) DO NOTHING
