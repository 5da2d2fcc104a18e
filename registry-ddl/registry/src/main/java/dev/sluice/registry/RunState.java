package dev.sluice.registry;

/** How far a run got. */
public enum RunState {
    /** Begun; nothing is staged yet. */
    COMPUTING,
    /** Its rows lie in staging. */
    STAGED,
    /** The gate accepted them. */
    JUDGED,
    /** Its rows are in the feature table; latest may not show them yet. */
    PROMOTED,
    /** Latest shows them. */
    COMPLETED,
    /** The gate refused them. */
    REFUSED,
    /** Something else went wrong. */
    FAILED;

    /** Whether nothing is left to do, well or not. */
    public boolean hasEnded() {
        return this == COMPLETED || this == REFUSED || this == FAILED;
    }

    /** Whether it ended without its rows in the feature table. */
    public boolean hasFailed() {
        return this == REFUSED || this == FAILED;
    }

    /** Whether its rows are in the feature table. */
    public boolean isPromoted() {
        return this == PROMOTED || this == COMPLETED;
    }
}
