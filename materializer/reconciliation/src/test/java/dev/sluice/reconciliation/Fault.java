package dev.sluice.reconciliation;

/** What went wrong with the item of a key. */
enum Fault {
    LOST,
    /** A write that was made twice, which does no harm. */
    DOUBLED,
    ALTERED_BYTE,
    CUT,
    WRONG_SCHEMA,
    ALTERED_EXPIRY,
    STALE,
    /** From the future, which no commit has. */
    NEWER,
    /** As a later commit has it, which does no harm. */
    AHEAD,
    EXTRA,
    /** A key that is not in latest, and whose time has come. */
    EXTRA_EXPIRED;

    boolean meetsUnknownKeys() {
        return this == EXTRA || this == EXTRA_EXPIRED;
    }
}
