package dev.sluice.command;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.FeatureShift;
import dev.sluice.backfill.Spread;
import dev.sluice.backfill.ViewChange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a backfill took beside what was estimated, what it changed, and what is stale because of it. */
final class BackfillReport {
    private final Estimate estimate;
    private final BackfillResult result;
    private final List<ViewChange> changes;
    private final List<StaleDownstream.Stale> stale;

    BackfillReport(
            Estimate estimate, BackfillResult result, List<ViewChange> changes, List<StaleDownstream.Stale> stale) {
        this.estimate = estimate;
        this.result = result;
        this.changes = changes;
        this.stale = stale;
    }

    private long rows() {
        return result.runs().stream()
                .mapToLong(run -> run.measures().rowsPromoted())
                .sum();
    }

    /** The runs' cost, by what they took; the online store is paid for when it is loaded. */
    private double cost() {
        int runs = result.runs().size();
        Estimate taken = new Estimate(
                runs,
                estimate.bytes() * runs / Math.max(1, estimate.partitions()),
                estimate.rows(),
                Spread.exactly(result.runSeconds()),
                Spread.ZERO,
                estimate.prices(),
                List.of());
        Spread cost = taken.cost();
        return cost == null ? 0 : cost.p50();
    }

    Map<String, ?> json() {
        return JsonDocument.of("partitions", result.runs().size())
                .with("rows", rows())
                .with("run_seconds", result.runSeconds())
                .with("cost", cost())
                .with("estimate", EstimateView.json(estimate))
                .with("changes", changes.stream().map(BackfillReport::json).toList())
                .with("stale", stale.stream().map(StaleDownstream.Stale::json).toList())
                .members();
    }

    private static Map<String, ?> json(ViewChange change) {
        return JsonDocument.of("view", change.view())
                .with("rows_added", change.added())
                .with("rows_removed", change.removed())
                .with("rows_changed", change.changed())
                .with(
                        "features",
                        change.shifts().stream().map(BackfillReport::json).toList())
                .members();
    }

    private static Map<String, ?> json(FeatureShift shift) {
        return JsonDocument.of("feature", shift.feature())
                .with("changed", shift.changed())
                .with("mean_before", shift.meanBefore())
                .with("mean_after", shift.meanAfter())
                .with("null_share_before", shift.nullShareBefore())
                .with("null_share_after", shift.nullShareAfter())
                .with("stability_index", shift.stabilityIndex())
                .members();
    }

    void print(Terminal terminal) {
        String money = estimate.prices().isKnown()
                ? String.format(
                        Locale.ROOT, ", %.4f %s", cost(), estimate.prices().currency())
                : "";
        terminal.line(String.format(Locale.ROOT, "Took %.1f s of runs%s. ", result.runSeconds(), money)
                + "Estimated for " + estimate.partitions() + " partitions: " + EstimateView.line(estimate) + ".");
        changes.forEach(change -> print(change, terminal));
        stale.forEach(thing -> terminal.line("Stale now: " + thing));
    }

    private static void print(ViewChange change, Terminal terminal) {
        terminal.line(change.view() + ", where there were rows before: " + change.changed() + " rows changed, "
                + change.added() + " added, " + change.removed() + " removed.");
        TextTable table = TextTable.of("FEATURE", "CHANGED", "MEAN BEFORE", "AFTER", "NULLS BEFORE", "AFTER", "PSI");
        change.shifts()
                .forEach(shift -> table.row(
                        shift.feature(),
                        shift.changed(),
                        number(shift.meanBefore()),
                        number(shift.meanAfter()),
                        number(shift.nullShareBefore()),
                        number(shift.nullShareAfter()),
                        number(shift.stabilityIndex())));
        table.print(terminal);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
