package dev.sluice.airflow;

/** How far a run of a DAG has come. */
public enum RunState {
    QUEUED,
    RUNNING,
    SUCCESS,
    FAILED,
    /** One that this release does not know. */
    OTHER;

    public boolean isOver() {
        return this == SUCCESS || this == FAILED;
    }
}
