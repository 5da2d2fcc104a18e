package dev.sluice.command;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.Spread;
import dev.sluice.registry.RunRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a backfill took, beside what was estimated. */
final class BackfillReport {
    private final PlannedBackfill planned;
    private final List<RunRecord> runs;

    BackfillReport(PlannedBackfill planned, BackfillResult result) {
        this.planned = planned;
        this.runs = result.outcomes().stream()
                .flatMap(outcome -> Stream.ofNullable(outcome.run()))
                .toList();
    }

    private double seconds() {
        return runs.stream().mapToDouble(run -> run.measures().seconds()).sum();
    }

    private long rows() {
        return runs.stream().mapToLong(run -> run.measures().rowsPromoted()).sum();
    }

    /** The runs' share of the cost, by what they took; the online store is paid for when it is loaded. */
    private double cost() {
        Estimate estimate = planned.estimate();
        Estimate taken = new Estimate(
                runs.size(),
                estimate.bytes() * runs.size() / Math.max(1, estimate.partitions()),
                estimate.rows(),
                Spread.exactly(seconds()),
                Spread.ZERO,
                estimate.prices(),
                List.of());
        Spread cost = taken.cost();
        return cost == null ? 0 : cost.p50();
    }

    Map<String, ?> json() {
        return JsonDocument.of("partitions", runs.size())
                .with("rows", rows())
                .with("run_seconds", seconds())
                .with("cost", cost())
                .with("estimate", EstimateView.json(planned.estimate()))
                .members();
    }

    void print(Terminal terminal) {
        Estimate estimate = planned.estimate();
        String money = estimate.prices().isKnown()
                ? String.format(
                        Locale.ROOT, ", %.4f %s", cost(), estimate.prices().currency())
                : "";
        terminal.line(String.format(Locale.ROOT, "Took %.1f s of runs%s. ", seconds(), money) + "Estimated for "
                + estimate.partitions() + " partitions: " + EstimateView.line(estimate) + ".");
    }
}
