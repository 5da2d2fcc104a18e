package dev.sluice.backfill;

import java.util.List;

/**
 * What became of a plan.
 *
 * @param outcomes one for each partition that was begun, in the plan's order
 * @param notBegun how many are left: an earlier one of their view failed, or the backfill was stopped
 */
public record BackfillResult(List<PartitionOutcome> outcomes, int notBegun) {
    public BackfillResult {
        outcomes = List.copyOf(outcomes);
    }

    public long promoted() {
        return outcomes.stream().filter(PartitionOutcome::promoted).count();
    }

    public boolean complete() {
        return notBegun == 0 && promoted() == outcomes.size();
    }
}
