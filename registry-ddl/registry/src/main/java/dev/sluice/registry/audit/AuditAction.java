package dev.sluice.registry.audit;

/** What is written into an audit log; kept as its name. */
public enum AuditAction {
    /** A definition is new, or has come back. */
    REGISTERED,
    /** A definition says something else. */
    CHANGED,
    /** A definition is no longer declared. */
    RETIRED,
    /** Uses without a version follow another version. */
    ACTIVATED,
    /** Readers should leave a version. */
    DEPRECATED,
    /** They need not, after all. */
    REINSTATED,
    /** A run's rows are in the feature table. */
    PROMOTED,
    /** The gate refused a run's rows. */
    REFUSED,
    /** A run failed. */
    FAILED,
    /** A backfill came into another state, or its plan was approved. */
    BACKFILL,
    /** Rows went to an online store. */
    MATERIALIZED,
    /** A training set was built. */
    BUILT,
    /** The project's record became that of another lake. */
    ADOPTED
}
