package dev.sluice.command;

import dev.sluice.online.OnlineItem;
import dev.sluice.reconciliation.Difference;
import dev.sluice.reconciliation.ReconciliationReport;
import dev.sluice.time.EpochMicros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reconciliation for people and for programs: its counts and the first differences. */
final class ReconciliationView {
    private static final String HIDDEN = "(pii)";

    private final int most;
    private final boolean hidesKeys;
    private final List<Difference> first = new ArrayList<>();

    /** @param hidesKeys whether the keys tell of persons */
    ReconciliationView(int most, boolean hidesKeys) {
        this.most = most;
        this.hidesKeys = hidesKeys;
    }

    void add(Difference difference) {
        if (first.size() < most) {
            first.add(difference);
        }
    }

    String key(Difference difference) {
        return hidesKeys ? HIDDEN : difference.key().entityKey();
    }

    void print(ReconciliationReport report, Terminal terminal) {
        TextTable table =
                TextTable.of("VIEW", "LATEST", "ROWS", "ITEMS", "MISSING", "EXTRA", "STALE", "NEWER", "DIFFERENT");
        List<Object> cells =
                new ArrayList<>(List.of(report.view(), "version " + report.version(), report.rows(), report.items()));
        for (Difference.Kind kind : Difference.Kind.values()) {
            cells.add(report.count(kind));
        }
        table.row(cells.toArray());
        table.print(terminal);
        if (!first.isEmpty()) {
            terminal.line("");
            printFirst(terminal);
        }
        terminal.line("");
        terminal.line(verdict(report));
    }

    private void printFirst(Terminal terminal) {
        TextTable table = TextTable.of("KEY", "IS", "LATEST HAS", "STORE HAS");
        first.forEach(difference ->
                table.row(key(difference), is(difference), time(difference.expected()), time(difference.held())));
        table.print(terminal);
    }

    private static String is(Difference difference) {
        String kind = difference.kind().name().toLowerCase(Locale.ROOT);
        return difference.detail().isEmpty() ? kind : kind + " " + difference.detail();
    }

    private String verdict(ReconciliationReport report) {
        StringBuilder text = new StringBuilder();
        text.append(
                report.differences() == 0
                        ? "Equal."
                        : report.differences() + (report.differences() == 1 ? " key differs" : " keys differ"));
        if (report.differences() > first.size()) {
            text.append(", ").append(first.size()).append(" shown");
        }
        if (report.repaired() > 0) {
            text.append("; ").append(report.repaired()).append(" repaired");
        }
        if (report.unsettled() > 0) {
            text.append(" ").append(report.unsettled()).append(" were written meanwhile: reconcile again.");
        }
        return text.append(String.format(
                        Locale.ROOT, "%s Read units: %,.1f.", report.differences() == 0 ? "" : ".", report.readUnits()))
                .toString();
    }

    private static String time(@Nullable OnlineItem item) {
        return item == null
                ? "-"
                : EpochMicros.toInstant(item.eventMicros()) + " (" + EpochMicros.toInstant(item.createdMicros()) + ")";
    }

    JsonDocument json(ReconciliationReport report) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Difference.Kind kind : Difference.Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), report.count(kind));
        }
        return JsonDocument.of("view", report.view())
                .with("version", report.version())
                .with("rows", report.rows())
                .with("items", report.items())
                .with("differing_buckets", report.buckets())
                .with("differences", counts)
                .with("unsettled", report.unsettled())
                .with("repaired", report.repaired())
                .with("read_units", report.readUnits())
                .with(
                        "first",
                        first.stream()
                                .map(difference -> json(difference, key(difference)))
                                .toList());
    }

    static Map<String, @Nullable Object> json(Difference difference, String key) {
        return JsonDocument.of("key", key)
                .with("kind", difference.kind())
                .with("detail", difference.detail())
                .with("latest", times(difference.expected()))
                .with("store", times(difference.held()))
                .members();
    }

    private static @Nullable Map<String, @Nullable Object> times(@Nullable OnlineItem item) {
        return item == null
                ? null
                : JsonDocument.of("event_time", EpochMicros.toInstant(item.eventMicros()))
                        .with("created_time", EpochMicros.toInstant(item.createdMicros()))
                        .with("expires_at", item.expiresAt())
                        .members();
    }
}
