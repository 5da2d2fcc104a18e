package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.feature.FeatureView;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import dev.sluice.time.TimeRange;
import java.util.List;

/** A part of a backfill that others have begun: what one task computes of it. */
final class BackfillPart {
    private final BackfillRecord whole;
    private final BackfillPlanner planner;
    private final Registry registry;
    private final BackfillControl control;

    BackfillPart(BackfillRecord whole, BackfillPlanner planner, Registry registry) {
        this.whole = whole;
        this.planner = planner;
        this.registry = registry;
        this.control = new BackfillControl(registry, whole);
    }

    /** Whether nobody has paused or cancelled the whole. */
    boolean mayBegin() {
        return control.mayBegin();
    }

    /** What is left of the whole, of these views and of partitions that begin in this range. */
    BackfillPlan left(List<FeatureView> views, TimeRange range) {
        BackfillPlan rest = rest();
        List<FeatureView> wanted = rest.views().stream().filter(views::contains).toList();
        List<PlannedPartition> left = rest.partitions().stream()
                .filter(one -> wanted.contains(one.view()))
                .filter(one -> range.contains(one.partition().start()))
                .toList();
        return new BackfillPlan(range, wanted, left, 0, 0);
    }

    private BackfillPlan rest() {
        return planner.planRest(BackfillApprovals.content(whole), whole.requestedAt());
    }

    /** Records that the whole is over when this was the last part. */
    void completeIfOver() {
        if (rest().isEmpty()) {
            registry.advance(whole, BackfillState.COMPLETED, PlannedBackfill.now());
        }
    }
}
