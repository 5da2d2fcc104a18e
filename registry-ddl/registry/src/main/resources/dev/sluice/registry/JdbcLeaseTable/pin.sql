-- Changes nothing, but locks the row until the transaction ends.
UPDATE lease
SET fence = fence
WHERE resource = :resource
  AND fence = :fence
  AND host IS NOT NULL
