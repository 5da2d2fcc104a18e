package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;

/** Told how a backfill gets on, from several threads at once. */
public interface RunProgress {
    RunProgress SILENT = new RunProgress() {};

    /** Asked before a partition is begun: when it may not be, it is left, and so are those after it. */
    default boolean mayBegin(PlannedPartition partition) {
        return true;
    }

    /** A partition is about to be computed. */
    default void started(PlannedPartition partition) {}

    /** A partition has ended, well or not. */
    default void ended(PlannedPartition partition, PartitionOutcome outcome) {}

    /** The newest rows of a view are about to be brought up to date. */
    default void refreshing(String view) {}

    /**
     * Nothing more is done for a view.
     *
     * @param result what became of its part of the plan
     */
    default void viewEnded(FeatureView view, BackfillResult result) {}
}
