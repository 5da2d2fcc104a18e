SELECT resource, fence, host, machine, pid, process_started_at, acquired_at, expires_at
FROM lease
WHERE resource = :resource
