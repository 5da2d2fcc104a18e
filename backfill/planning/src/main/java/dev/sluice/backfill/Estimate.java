package dev.sluice.backfill;

import dev.sluice.project.ApprovalThresholds;
import dev.sluice.project.Prices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a plan will take.
 *
 * @param partitions how many are computed
 * @param bytes read from sources
 * @param rows read from sources
 * @param seconds of all runs together; null when no run of one of the views was measured
 * @param writeUnits of the online store
 * @param prices what these are multiplied with
 * @param basis what each number rests on
 */
public record Estimate(
        int partitions,
        double bytes,
        double rows,
        @Nullable Spread seconds,
        Spread writeUnits,
        Prices prices,
        List<String> basis) {
    private static final double SECONDS_PER_HOUR = 3_600;

    public Estimate {
        basis = List.copyOf(basis);
    }

    /** In the currency of the prices; null when something that has a price is not known. */
    public @Nullable Spread cost() {
        if (seconds == null && prices.runHour() > 0) {
            return null;
        }
        Spread runs = seconds == null ? Spread.ZERO : seconds.times(prices.runHour() / SECONDS_PER_HOUR);
        return runs.plus(Spread.exactly(bytes / 1e9 * prices.gigabyteRead()))
                .plus(writeUnits.times(prices.millionWriteUnits() / 1e6));
    }

    /** Which thresholds it is above, in words; the p90 counts. */
    public List<String> above(ApprovalThresholds thresholds) {
        List<String> above = new ArrayList<>();
        Long most = thresholds.partitions();
        if (most != null && partitions > most) {
            above.add(partitions + " partitions > " + most);
        }
        Long mostBytes = thresholds.bytes();
        if (mostBytes != null && bytes > mostBytes) {
            above.add(String.format(Locale.ROOT, "%.0f bytes > %d", bytes, mostBytes));
        }
        Double mostCost = thresholds.cost();
        Spread cost = cost();
        if (mostCost != null && cost != null && cost.p90() > mostCost) {
            above.add(String.format(Locale.ROOT, "cost %.2f > %.2f %s", cost.p90(), mostCost, prices.currency()));
        }
        return above;
    }
}
