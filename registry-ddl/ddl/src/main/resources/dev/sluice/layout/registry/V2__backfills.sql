-- The files of sources as runs have seen them. A file is there from the state in which it was first seen until the one in
-- which it was gone or changed. States are numbers of the sequence: one source's states only grow.
CREATE TABLE source_file (
    project     TEXT NOT NULL,
    source      TEXT NOT NULL,
    path        TEXT NOT NULL,
    since       BIGINT NOT NULL,
    until       BIGINT,
    size        BIGINT NOT NULL,
    changed     BIGINT NOT NULL,
    row_count   BIGINT NOT NULL,
    first_event BIGINT,
    last_event  BIGINT,
    PRIMARY KEY (project, source, path, since),
    CHECK ((first_event IS NULL) = (last_event IS NULL))
);

-- The backfills that were approved or begun, each with its plan. What is approved is the plan's hash.
CREATE TABLE backfill (
    project      TEXT NOT NULL,
    plan_hash    TEXT NOT NULL,
    sequence     BIGINT NOT NULL UNIQUE,
    plan         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('APPROVED', 'RUNNING', 'PAUSED', 'CANCELLED', 'COMPLETED')),
    requested_by TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    approved_by  TEXT,
    approved_at  BIGINT,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (project, plan_hash),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
