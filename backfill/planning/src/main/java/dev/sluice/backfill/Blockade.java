package dev.sluice.backfill;

import dev.sluice.expectation.OnFail;
import dev.sluice.feature.FeatureView;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What keeps partitions of a view from being run: earlier ones that the gate has refused and that are not promoted yet, when
 * the view says {@code on_fail: block}. Asks the registry each time; threads may share it.
 */
public record Blockade(FeatureView view, String project, Registry registry) {
    /** Whether a refused partition keeps later ones from being run. */
    public boolean isDeclared() {
        return view.suite().onFail() == OnFail.BLOCK;
    }

    /** The earliest refused run in the way of a partition; empty when it may be run. */
    public Optional<RunRecord> before(Partition partition) {
        return refusedBefore(partition.start()).values().stream().findFirst();
    }

    /**
     * Nothing, when a partition may be run.
     *
     * @param doing what is to be done with it, in a word: run
     * @throws dev.sluice.problem.SluiceException {@link PlanningError#BLOCKED} when a refused one is in its way
     */
    public void requireNone(PlannedPartition planned, String doing) {
        before(planned.partition()).ifPresent(refused -> {
            throw PlanningError.BLOCKED.problem("Cannot " + doing + " " + planned + ": the gate refused "
                    + refused.partition() + " (" + refused.runId() + "), and " + view.id()
                    + " says on_fail: block. Mend its source or its expectations, then `sluice run " + view.id()
                    + " --at "
                    + refused.partition()
                    + "`. To let it pass as it is, make the expectation that it breaks a warning and"
                    + " run it again; to leave it out, say on_fail: quarantine and `sluice apply`.");
        });
    }

    /** The refused runs that are in the way of what begins at this moment, by partition. */
    SortedMap<Partition, RunRecord> refusedBefore(Instant start) {
        return isDeclared() && start.isAfter(TimeRange.ALWAYS.from())
                ? registry.refused(project, view.id(), new TimeRange(TimeRange.ALWAYS.from(), start))
                : Collections.emptySortedMap();
    }
}
