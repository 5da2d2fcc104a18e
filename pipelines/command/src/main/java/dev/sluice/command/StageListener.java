package dev.sluice.command;

/** Hears how far Spark's work is. Threads may share one; what it throws is lost. */
public interface StageListener {
    /** A stage begins; it has so many tasks. */
    void started(int stage, int tasks);

    /** A task of a stage is done. */
    void advanced(int stage);
}
