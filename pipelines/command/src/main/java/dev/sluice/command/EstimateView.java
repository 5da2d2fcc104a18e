package dev.sluice.command;

import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates, for people and for programs. */
final class EstimateView {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final double SECONDS_PER_HOUR = 3_600;

    private EstimateView() {}

    static Map<String, ?> json(Estimate estimate) {
        return JsonDocument.of("partitions", estimate.partitions())
                .with("bytes", Math.round(estimate.bytes()))
                .with("rows", Math.round(estimate.rows()))
                .with("run_seconds", json(estimate.seconds()))
                .with("write_units", json(estimate.writeUnits()))
                .with("cost", json(estimate.cost()))
                .with("currency", estimate.prices().currency())
                .with("basis", estimate.basis())
                .members();
    }

    private static @Nullable Map<String, ?> json(@Nullable Spread spread) {
        return spread == null
                ? null
                : JsonDocument.of("p50", spread.p50()).with("p90", spread.p90()).members();
    }

    /** The estimate in one line. */
    static String line(Estimate estimate) {
        return "reads " + size(estimate.bytes()) + ", " + String.format(Locale.ROOT, "%,.0f", estimate.rows())
                + " rows; " + work(estimate) + "; " + money(estimate);
    }

    /** The time that the runs take and what is written online. */
    static String work(Estimate estimate) {
        List<String> parts = new ArrayList<>();
        parts.add("runs take " + duration(estimate.seconds()));
        if (estimate.writeUnits().p90() > 0) {
            parts.add(range(estimate.writeUnits(), "%,.0f") + " write units");
        }
        return String.join("; ", parts);
    }

    private static String money(Estimate estimate) {
        Spread cost = estimate.cost();
        if (!estimate.prices().isKnown()) {
            return "not priced (no 'prices' in sluice.yaml)";
        }
        return cost == null
                ? "cost not known yet"
                : range(cost, "%.2f") + " " + estimate.prices().currency();
    }

    static String size(double bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= 1_000 && unit < UNITS.length - 1) {
            left /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
    }

    static String duration(@Nullable Spread seconds) {
        if (seconds == null) {
            return "as long as the first partition shows";
        }
        return seconds.p90() >= SECONDS_PER_HOUR
                ? range(seconds.times(1 / SECONDS_PER_HOUR), "%.1f") + " h"
                : range(seconds, "%.1f") + " s";
    }

    private static String range(Spread spread, String format) {
        String low = String.format(Locale.ROOT, format, spread.p50());
        String high = String.format(Locale.ROOT, format, spread.p90());
        return low.equals(high) ? low : low + " to " + high;
    }
}
