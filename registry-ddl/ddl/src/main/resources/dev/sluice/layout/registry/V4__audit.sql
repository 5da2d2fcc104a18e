-- What changed, by whom and when: each row's hash is over its content and the hash before it. Rows are only added; the
-- counter audit/PROJECT says how many were.
CREATE TABLE audit_entry (
    project        TEXT NOT NULL,
    ordinal        BIGINT NOT NULL CHECK (ordinal >= 1),
    recorded_at    BIGINT NOT NULL,
    actor          TEXT NOT NULL,
    action         TEXT NOT NULL,
    kind           TEXT NOT NULL,
    name           TEXT NOT NULL,
    version        INTEGER,
    content_before TEXT,
    content_after  TEXT,
    details        TEXT NOT NULL,
    previous_hash  TEXT NOT NULL,
    hash           TEXT NOT NULL,
    PRIMARY KEY (project, ordinal)
);

CREATE INDEX audit_entry_of_object ON audit_entry (project, name, ordinal);

-- Which models, teams and applications use a service, as its newest definition says.
CREATE TABLE consumer (
    project         TEXT NOT NULL,
    service_name    TEXT NOT NULL,
    service_version INTEGER NOT NULL CHECK (service_version >= 1),
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('model', 'team', 'application')),
    contact         TEXT NOT NULL,
    PRIMARY KEY (project, service_name, service_version, name)
);

-- Versions of views that readers should leave: a row for each time that somebody said so, or took it back (no sunset). The
-- highest sequence counts.
CREATE TABLE deprecation (
    project      TEXT NOT NULL,
    view_name    TEXT NOT NULL,
    view_version INTEGER NOT NULL CHECK (view_version >= 1),
    sequence     BIGINT NOT NULL,
    sunset       BIGINT,
    reason       TEXT NOT NULL,
    replacement  TEXT,
    declared_by  TEXT NOT NULL,
    declared_at  BIGINT NOT NULL,
    PRIMARY KEY (project, view_name, view_version, sequence)
);

-- The lake that the record of a project is of. Another lake under the same name is another project.
CREATE TABLE project_lake (
    project     TEXT PRIMARY KEY,
    lake        TEXT NOT NULL,
    declared_by TEXT NOT NULL,
    declared_at BIGINT NOT NULL
);
