package dev.sluice.client;

/** What a feature's value is. */
public enum FeatureStatus {
    /** There is a value. */
    PRESENT,
    /** The entity has a row, and in it the feature is null. */
    NULL_VALUE,
    /** The entity has no row, or one from before the feature was added. */
    NOT_FOUND,
    /** The newest value is older than it may be. */
    OUTSIDE_MAX_AGE,
    /** The store failed, and the call asked for declared defaults instead of an error. */
    UNAVAILABLE
}
