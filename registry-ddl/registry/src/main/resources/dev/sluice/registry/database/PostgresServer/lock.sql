-- "sluice" in ASCII; held until the connection is closed.
SELECT pg_advisory_lock(126909663503205)
