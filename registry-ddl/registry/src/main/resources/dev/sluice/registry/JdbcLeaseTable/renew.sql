UPDATE lease
SET expires_at = :expiresAt
WHERE resource = :resource
  AND fence = :fence
  AND host IS NOT NULL
