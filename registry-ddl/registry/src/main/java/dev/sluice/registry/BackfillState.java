package dev.sluice.registry;

/** How far a backfill has come. */
public enum BackfillState {
    /** A second person has approved its plan; it has not begun. */
    APPROVED,
    /** A process works on it, or died while it did. */
    RUNNING,
    /** Somebody asked for it to stop; it can be resumed. */
    PAUSED,
    /** Somebody asked for it to end; it cannot be resumed. */
    CANCELLED,
    /** Nothing of its plan is left to do. */
    COMPLETED;

    /** Whether it has begun and is not over. */
    public boolean isOpen() {
        return this == RUNNING || this == PAUSED;
    }
}
