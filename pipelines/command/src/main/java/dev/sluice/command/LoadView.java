package dev.sluice.command;

import dev.sluice.materializer.MaterializationPreview;
import dev.sluice.materializer.MaterializationPreview.Amounts;
import dev.sluice.materializer.MaterializationResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What was written to the online store, or would be, for people and for programs. */
final class LoadView {
    private static final double MILLIS = 1_000;

    private final LoadPrice price;

    LoadView(LoadPrice price) {
        this.price = price;
    }

    void print(LoadOutcome outcome, Terminal terminal) {
        if (outcome.loaded().isEmpty()) {
            return;
        }
        TextTable table = TextTable.of(
                "VIEW", "WRITTEN", "UNCHANGED", "DELETED", "OUTDATED", "UNITS", "COST", "LATEST", "SECONDS", "ROWS/S");
        outcome.loaded()
                .forEach(result -> table.row(
                        result.view(),
                        result.written().written(),
                        result.usage().unchanged(),
                        result.written().deleted(),
                        result.written().outdated(),
                        "%.0f".formatted(result.usage().writeUnits()),
                        price.text(result.usage().writeUnits()),
                        versions(result),
                        String.format(Locale.ROOT, "%.1f", seconds(result)),
                        String.format(Locale.ROOT, "%.0f", rowsPerSecond(result))));
        table.print(terminal);
    }

    private static String versions(MaterializationResult result) {
        return result.fromVersion() == result.toVersion()
                ? "version " + result.toVersion() + ", nothing new"
                : "version " + result.toVersion();
    }

    private static double seconds(MaterializationResult result) {
        return Duration.between(result.startedAt(), result.finishedAt()).toMillis() / MILLIS;
    }

    private static double rowsPerSecond(MaterializationResult result) {
        long rows = result.written().written()
                + result.written().deleted()
                + result.written().outdated();
        return seconds(result) == 0 ? 0 : rows / seconds(result);
    }

    Map<String, ?> json(MaterializationResult result) {
        return JsonDocument.of("view", result.view())
                .with("from_version", result.fromVersion())
                .with("to_version", result.toVersion())
                .with("written", result.written().written())
                .with("deleted", result.written().deleted())
                .with("outdated", result.written().outdated())
                .with("unchanged", result.usage().unchanged())
                .with("dead_letters", result.deadLetters())
                .with("write_units", result.usage().writeUnits())
                .with("cost", price.of(result.usage().writeUnits()))
                .with("retried", result.usage().retried())
                .with("rows_per_second", rowsPerSecond(result))
                .with("seconds", seconds(result))
                .members();
    }

    void print(LoadPreviews previews, Terminal terminal) {
        TextTable table = TextTable.of(
                "VIEW", "ROWS", "DELETIONS", "UNCHANGED", "UNFIT", "BYTES", "UNITS", "COST", "TIME", "LATEST");
        previews.views()
                .forEach(preview -> table.row(
                        preview.view(),
                        preview.amounts().rows(),
                        preview.amounts().deletions(),
                        preview.unchanged(),
                        preview.unfit(),
                        preview.amounts().bytes(),
                        preview.amounts().writeUnits(),
                        price.text(preview.amounts().writeUnits()),
                        time(preview.amounts()),
                        "version " + preview.toVersion()));
        table.print(terminal);
        Amounts sum = previews.sum();
        if (previews.isNewTable() && sum.rows() > 0) {
            terminal.line(
                    "The table is new: an import from S3 would cost " + price.money(price.importCost(sum)) + " for "
                            + price.importedBytes(sum) + " bytes, instead of " + price.text(sum.writeUnits()) + " for "
                            + sum.writeUnits() + " write units. `--export DIR` writes its files.");
        }
        terminal.line("Nothing was written.");
    }

    private String time(Amounts amounts) {
        Duration time = price.time(amounts);
        return time == null
                ? "-"
                : "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    Map<String, ?> json(MaterializationPreview preview, boolean isNewTable) {
        Amounts amounts = preview.amounts();
        Duration time = price.time(amounts);
        return JsonDocument.of("view", preview.view())
                .with("from_version", preview.fromVersion())
                .with("to_version", preview.toVersion())
                .with("rows", amounts.rows())
                .with("deletions", amounts.deletions())
                .with("unchanged", preview.unchanged())
                .with("outdated", preview.outdated())
                .with("unfit", preview.unfit())
                .with("bytes", amounts.bytes())
                .with("write_units", amounts.writeUnits())
                .with("cost", price.of(amounts.writeUnits()))
                .with("seconds", time == null ? null : time.toMillis() / MILLIS)
                .with("import_bytes", isNewTable ? price.importedBytes(amounts) : null)
                .with("import_cost", isNewTable ? price.importCost(amounts) : null)
                .members();
    }
}
