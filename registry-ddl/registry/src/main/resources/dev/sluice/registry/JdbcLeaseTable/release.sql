UPDATE lease
SET host = NULL,
    machine = NULL,
    pid = NULL,
    process_started_at = NULL,
    expires_at = acquired_at
WHERE resource = :resource
  AND fence = :fence
