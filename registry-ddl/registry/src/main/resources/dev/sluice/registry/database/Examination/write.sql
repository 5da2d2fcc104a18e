INSERT INTO lease (resource, fence, acquired_at, expires_at)
VALUES ('sluice doctor', 1, 0, 0)
