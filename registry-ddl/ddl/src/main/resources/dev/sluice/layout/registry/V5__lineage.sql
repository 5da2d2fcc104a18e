-- Where the rows of a view come from, as the newest run of each of its computations has shown it.
CREATE TABLE lineage (
    project          TEXT NOT NULL,
    view_name        TEXT NOT NULL,
    view_version     INTEGER NOT NULL CHECK (view_version >= 1),
    computation_hash TEXT NOT NULL,
    sequence         BIGINT NOT NULL UNIQUE,
    run_id           TEXT NOT NULL,
    shown_at         BIGINT NOT NULL,
    PRIMARY KEY (project, view_name, view_version, computation_hash)
);

-- Its edges: a key or feature, or '' for whole rows, and the column of a source or other table that it comes from. '' as a
-- table's column is no column but the table: it is read, or which of its columns are used is not known.
CREATE TABLE lineage_edge (
    project          TEXT NOT NULL,
    view_name        TEXT NOT NULL,
    view_version     INTEGER NOT NULL,
    computation_hash TEXT NOT NULL,
    view_column      TEXT NOT NULL,
    table_name       TEXT NOT NULL,
    table_column     TEXT NOT NULL,
    column_usage     TEXT NOT NULL CHECK (column_usage IN
        ('IDENTITY', 'TRANSFORMATION', 'AGGREGATION', 'CONDITIONAL', 'WINDOW', 'FILTER', 'JOIN', 'GROUP_BY', 'SORT',
         'READ', 'UNKNOWN')),
    witness          TEXT NOT NULL CHECK (witness IN ('ENGINE', 'PLAN', 'DEFINITION')),
    PRIMARY KEY (project, view_name, view_version, computation_hash, view_column, table_name, table_column, column_usage),
    FOREIGN KEY (project, view_name, view_version, computation_hash)
        REFERENCES lineage (project, view_name, view_version, computation_hash)
);

-- What becomes of a column.
CREATE INDEX lineage_edge_of_table ON lineage_edge (project, table_name, table_column);
