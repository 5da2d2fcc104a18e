package dev.sluice.backfill;

import dev.sluice.problem.SluiceException;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the run of one partition ended.
 *
 * @param run the run as it was recorded; null when the partition could not be claimed
 * @param gateResults the gate's results, if it was reached
 * @param problem why it failed or was refused; null when it was promoted
 */
public record PartitionOutcome(
        PlannedPartition planned,
        @Nullable RunRecord run,
        List<GateResult> gateResults,
        @Nullable SluiceException problem) {
    public PartitionOutcome {
        gateResults = List.copyOf(gateResults);
    }

    public boolean promoted() {
        return problem == null;
    }

    /** Whether it was left because an earlier one was refused. */
    public boolean blocked() {
        return problem != null && problem.code() == PlanningError.BLOCKED;
    }

    public boolean refused() {
        return run != null && run.state() == RunState.REFUSED;
    }
}
