package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a plan that other processes have carried out, as the registry tells it.
 *
 * @param rest what of the whole backfill is left
 */
record BackfillOutcomes(PlannedBackfill planned, BackfillPlan rest, BackfillResult result) {
    /** @param begun runs that began before it do not count */
    static BackfillOutcomes of(PlannedBackfill planned, BackfillPlan rest, Instant begun, Registry registry) {
        List<PartitionOutcome> outcomes = new ArrayList<>();
        Set<String> undone =
                rest.partitions().stream().map(PlannedPartition::toString).collect(Collectors.toSet());
        int notBegun = 0;
        for (PlannedPartition one : planned.plan().partitions()) {
            boolean left = undone.contains(one.toString());
            Optional<RunRecord> run = newest(one, planned.project().name(), begun, registry);
            if (left && run.isEmpty()) {
                notBegun++;
            } else {
                outcomes.add(new PartitionOutcome(
                        one, run.orElse(null), List.of(), left ? problem(one, run.orElseThrow()) : null));
            }
        }
        return new BackfillOutcomes(planned, rest, new BackfillResult(outcomes, notBegun, List.of()));
    }

    private static Optional<RunRecord> newest(PlannedPartition one, String project, Instant begun, Registry registry) {
        RunQuery query = RunQuery.all()
                .withView(one.view().id())
                .withRange(one.partition().range())
                .withLimit(1);
        return registry.runs(project, query).stream()
                .filter(run -> !run.startedAt().isBefore(begun))
                .findFirst();
    }

    private static SluiceException problem(PlannedPartition one, RunRecord run) {
        String error = run.error();
        return new SluiceException(
                CommandError.NOT_PROMOTED,
                error == null
                        ? "Not promoted: " + one + ", whose run " + run.runId() + " is " + run.state() + "."
                        : error);
    }
}
