package dev.sluice.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In how many rows of a training set the choice of values matters.
 *
 * @param rows of the training set
 */
public record LeakReportView(long rows, List<Difference> differences) {
    public LeakReportView {
        differences = List.copyOf(differences);
    }

    /**
     * Of one column, in how many rows another choice shows another value than the one served.
     *
     * @param fresh null for a view that does not aggregate
     */
    public record Difference(
            String column, long asKnown, @Nullable Long fresh) {}

    Answer answer() {
        return Answer.done(
                JsonDocument.of("rows", rows)
                        .with(
                                "features",
                                differences.stream().map(LeakReportView::json).toList()),
                this::print);
    }

    private static Map<String, ?> json(Difference difference) {
        return JsonDocument.of("name", difference.column())
                .with("written_later", difference.asKnown())
                .with("fresh_differs", difference.fresh())
                .members();
    }

    private void print(Terminal terminal) {
        TextTable table = TextTable.of("FEATURE", "WRITTEN LATER", "FRESH DIFFERS");
        differences.forEach(difference -> table.row(
                difference.column(), difference.asKnown(), difference.fresh() == null ? "-" : difference.fresh()));
        table.print(terminal);
        terminal.line(
                "Of " + rows + " rows. WRITTEN LATER: the value served was written after the label's time, --as-known"
                        + " hides it. FRESH DIFFERS: --fresh shows another value.");
    }
}
