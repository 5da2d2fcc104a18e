package dev.sluice.command;

import dev.sluice.materializer.MaterializationPreview.Amounts;
import dev.sluice.project.Prices;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What writing to the online store costs and how long it takes, from the project's prices and its budget. */
record LoadPrice(Prices prices, long unitsPerSecond) {
    private static final double MILLION = 1e6;
    private static final double GIGABYTE = 1e9;

    /** What the import format has besides the row: names, times, keys once more, as seen in exported files. */
    private static final int IMPORTED_BYTES_BESIDES = 75;

    /** Null without a price. */
    @Nullable
    Double of(double writeUnits) {
        return prices.millionWriteUnits() == 0 ? null : writeUnits * prices.millionWriteUnits() / MILLION;
    }

    String text(double writeUnits) {
        Double cost = of(writeUnits);
        return cost == null ? "-" : money(cost);
    }

    String money(double amount) {
        return String.format(Locale.ROOT, amount < 0.01 ? "%.6f %s" : "%.2f %s", amount, prices.currency());
    }

    /** Null without a budget. */
    @Nullable
    Duration time(Amounts amounts) {
        return unitsPerSecond == 0 ? null : Duration.ofMillis(amounts.writeUnits() * 1_000 / unitsPerSecond);
    }

    /** About as many as an export has, uncompressed: values stand there in Base64. */
    long importedBytes(Amounts amounts) {
        return amounts.bytes() * 4 / 3 + amounts.rows() * IMPORTED_BYTES_BESIDES;
    }

    double importCost(Amounts amounts) {
        return importedBytes(amounts) / GIGABYTE * prices.gigabyteImported();
    }
}
