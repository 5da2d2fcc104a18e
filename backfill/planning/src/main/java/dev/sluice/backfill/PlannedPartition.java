package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.time.Partition;

/** One partition of one view that is to be computed, and why. */
public record PlannedPartition(FeatureView view, Partition partition, Reason reason) {
    @Override
    public String toString() {
        return view.id() + " " + partition;
    }
}
