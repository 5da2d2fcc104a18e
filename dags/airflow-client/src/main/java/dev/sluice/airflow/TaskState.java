package dev.sluice.airflow;

/** How far a task of a run has come. */
public enum TaskState {
    /** The scheduler has not looked at it yet. */
    NONE,
    SCHEDULED,
    QUEUED,
    RUNNING,
    SUCCESS,
    RESTARTING,
    FAILED,
    UP_FOR_RETRY,
    UP_FOR_RESCHEDULE,
    UPSTREAM_FAILED,
    SKIPPED,
    DEFERRED,
    REMOVED,
    /** It waits for a person. */
    AWAITING_INPUT,
    /** One that this release does not know. */
    OTHER;

    public boolean isOver() {
        return switch (this) {
            case SUCCESS, FAILED, UPSTREAM_FAILED, SKIPPED, REMOVED -> true;
            default -> false;
        };
    }

    public boolean isFailure() {
        return this == FAILED || this == UPSTREAM_FAILED;
    }
}
