package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.RunRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code sluice quality metrics}. */
@Command(
        name = "metrics",
        description =
                "Show what a view's promoted values were in a range, from what the gate has kept; no row is read.")
final class QualityMetricsCommand extends PromotedRangeCommand {
    QualityMetricsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, FeatureView asked, List<RunRecord> promoted) {
        List<MetricsOfFeature> metrics = promoted.isEmpty()
                ? List.of()
                : SparkJobs.load()
                        .metrics(project, asked, promoted)
                        .orElseThrow(() -> CommandError.NO_STATES.problem("Cannot tell the metrics of " + asked.id()
                                + ": a run of the range has left no states, or not of every feature. Run its partitions"
                                + " again with `sluice backfill " + asked.id() + " --from --to --force`."));
        return Answer.done(
                JsonDocument.of("view", asked.id())
                        .with("partitions", promoted.size())
                        .with(
                                "features",
                                metrics.stream()
                                        .map(QualityMetricsCommand::json)
                                        .toList()),
                terminal -> print(metrics, promoted.size(), terminal));
    }

    private static void print(List<MetricsOfFeature> metrics, int partitions, Terminal terminal) {
        TextTable table = TextTable.of("FEATURE", "ROWS", "PRESENT", "LEAST", "GREATEST", "MEAN", "DEVIATION");
        metrics.forEach(feature -> table.row(
                feature.feature(),
                feature.rows(),
                feature.present(),
                feature.least() == null ? "-" : feature.least(),
                feature.greatest() == null ? "-" : feature.greatest(),
                number(feature.mean()),
                number(feature.deviation())));
        if (!metrics.isEmpty()) {
            table.print(terminal);
        }
        terminal.line(partitions + " promoted partitions.");
    }

    private static String number(@Nullable Double number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%.4g", number);
    }

    private static Map<String, ?> json(MetricsOfFeature feature) {
        return JsonDocument.of("feature", feature.feature())
                .with("rows", feature.rows())
                .with("present", feature.present())
                .with("least", feature.least())
                .with("greatest", feature.greatest())
                .with("mean", feature.mean() == null ? null : JsonValue.of(feature.mean()))
                .with("deviation", feature.deviation() == null ? null : JsonValue.of(feature.deviation()))
                .members();
    }
}
