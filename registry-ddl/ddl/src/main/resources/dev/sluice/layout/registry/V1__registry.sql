-- One set for SQLite and PostgreSQL: BIGINT, INTEGER, DOUBLE PRECISION and TEXT only.
-- Instants are microseconds since 1970-01-01T00:00:00Z (BIGINT); JSON is TEXT.

-- Numbers that only grow, each drawn inside the transaction that uses it.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

INSERT INTO counter (name, value) VALUES ('sequence', 0);

-- Everything that projects have declared: a row for each time that it was new or changed. The highest revision counts.
CREATE TABLE definition (
    project       TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('entity', 'source', 'feature_view', 'feature_service')),
    name          TEXT NOT NULL,
    version       INTEGER NOT NULL CHECK (version >= 1),
    revision      INTEGER NOT NULL CHECK (revision >= 1),
    fields        TEXT NOT NULL,
    fingerprint   TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    retired_at    BIGINT,
    PRIMARY KEY (project, kind, name, version, revision)
);

-- Who may work on a resource. A row stays when its lease is released, so that the fence goes on growing.
CREATE TABLE lease (
    resource           TEXT PRIMARY KEY,
    fence              BIGINT NOT NULL CHECK (fence >= 1),
    host               TEXT,
    machine            TEXT,
    pid                BIGINT,
    process_started_at BIGINT,
    acquired_at        BIGINT NOT NULL,
    expires_at         BIGINT NOT NULL,
    CHECK ((host IS NULL) = (pid IS NULL)
        AND (host IS NULL) = (machine IS NULL)
        AND (host IS NULL) = (process_started_at IS NULL))
);

-- The run log: one row for each attempt at a partition.
CREATE TABLE run (
    run_id           TEXT PRIMARY KEY,
    sequence         BIGINT NOT NULL UNIQUE,
    project          TEXT NOT NULL,
    view_name        TEXT NOT NULL,
    view_version     INTEGER NOT NULL CHECK (view_version >= 1),
    granularity      TEXT NOT NULL CHECK (granularity IN ('HOUR', 'DAY')),
    partition_start  BIGINT NOT NULL,
    attempt          BIGINT NOT NULL,
    computation_hash TEXT NOT NULL,
    started_at       BIGINT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN
        ('COMPUTING', 'STAGED', 'JUDGED', 'PROMOTED', 'COMPLETED', 'REFUSED', 'FAILED')),
    rows_staged      BIGINT NOT NULL,
    bytes_staged     BIGINT NOT NULL,
    rows_promoted    BIGINT NOT NULL,
    seconds          DOUBLE PRECISION NOT NULL,
    promoted_version BIGINT,
    latest_version   BIGINT,
    inputs           TEXT NOT NULL,
    finished_at      BIGINT,
    error            TEXT,
    UNIQUE (project, view_name, view_version, granularity, partition_start, attempt)
);

CREATE INDEX run_newest_first ON run (project, view_name, view_version, sequence);

-- What the gate said of a run, in the order of its expectations.
CREATE TABLE gate_result (
    run_id           TEXT NOT NULL REFERENCES run (run_id),
    ordinal          INTEGER NOT NULL,
    expectation      TEXT NOT NULL,
    severity         TEXT NOT NULL CHECK (severity IN ('CRITICAL', 'WARNING', 'INFO')),
    success          INTEGER NOT NULL CHECK (success IN (0, 1)),
    observed         TEXT NOT NULL,
    element_count    BIGINT NOT NULL,
    unexpected_count BIGINT NOT NULL,
    error            TEXT,
    PRIMARY KEY (run_id, ordinal)
);

-- How far the changes of latest have reached an online store.
CREATE TABLE materialization (
    sequence     BIGINT PRIMARY KEY,
    project      TEXT NOT NULL,
    view_name    TEXT NOT NULL,
    view_version INTEGER NOT NULL CHECK (view_version >= 1),
    target       TEXT NOT NULL,
    from_version BIGINT NOT NULL,
    to_version   BIGINT NOT NULL,
    written      BIGINT NOT NULL,
    deleted      BIGINT NOT NULL,
    outdated     BIGINT NOT NULL,
    started_at   BIGINT NOT NULL,
    finished_at  BIGINT NOT NULL
);

CREATE INDEX materialization_newest_first ON materialization (project, view_name, view_version, sequence);

-- The training sets that were built, each with the manifest that stands beside its data.
CREATE TABLE training_set (
    project    TEXT NOT NULL,
    id         TEXT NOT NULL,
    sequence   BIGINT NOT NULL UNIQUE,
    service    TEXT NOT NULL,
    location   TEXT NOT NULL,
    row_count  BIGINT NOT NULL,
    manifest   TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (project, id)
);
