package dev.sluice.reconciliation;

import dev.sluice.feature.ViewId;
import java.util.Map;

/**
 * What a reconciliation found.
 *
 * @param version of latest that the store was compared with: the one that was materialized last
 * @param rows of latest that have not expired
 * @param items of the store that have not expired
 * @param buckets whose sums differed
 * @param readUnits what the scans cost
 * @param counts of the differences, by kind
 * @param unsettled keys that were written meanwhile, after commits that were not read
 * @param repaired differences that are no more
 */
public record ReconciliationReport(
        ViewId view,
        long version,
        long rows,
        long items,
        int buckets,
        double readUnits,
        Map<Difference.Kind, Long> counts,
        long unsettled,
        long repaired) {
    public ReconciliationReport {
        counts = Map.copyOf(counts);
    }

    public long count(Difference.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public long differences() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The differences that are still there. */
    public long remaining() {
        return differences() - repaired;
    }
}
