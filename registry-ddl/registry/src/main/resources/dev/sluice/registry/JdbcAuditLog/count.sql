-- Whoever counts holds the project's log until its transaction ends.
INSERT INTO counter (name, value)
VALUES ('audit/' || :project, :added)
ON CONFLICT (name) DO UPDATE
SET value = counter.value + excluded.value
RETURNING value
