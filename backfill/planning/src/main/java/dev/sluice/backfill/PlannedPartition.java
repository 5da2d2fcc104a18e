package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.time.Partition;

/**
 * One partition of one view that is to be computed, and why.
 *
 * @param detail what more there is to say of the reason, as which file has changed; empty when there is nothing
 */
public record PlannedPartition(FeatureView view, Partition partition, Reason reason, String detail) {
    /** The same, in whose way a refused partition is. */
    PlannedPartition waitingFor(Partition refused) {
        String waits = "waits for " + refused + ", which the gate refused";
        return new PlannedPartition(view, partition, reason, detail.isEmpty() ? waits : detail + "; " + waits);
    }

    @Override
    public String toString() {
        return view.id() + " " + partition;
    }
}
