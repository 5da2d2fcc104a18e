package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice quality}. */
@Command(
        name = "quality",
        subcommands = {
            QualityMetricsCommand.class,
            QualityBacktestCommand.class,
            QualitySuggestCommand.class,
            QualityQuarantineCommand.class
        },
        description = "Show what the gate said of a view's newest judged run, or of one partition's.")
final class QualityCommand extends ProjectCommand {
    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private @Nullable String view;

    @Option(names = "--at", paramLabel = "T", description = "A moment of the partition; default: the newest run's.")
    private @Nullable String at;

    QualityCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        if (view == null) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT, "Missing parameter: VIEW. Name a view of the project.");
        }
        FeatureView asked = project.view(view);
        for (RunRecord run : registry.runs(project.name(), query(asked))) {
            List<GateResult> results = registry.gateResults(run.runId());
            if (!results.isEmpty()) {
                return Answer.done(json(project, asked, run, results), terminal -> print(run, results, terminal));
            }
        }
        return Answer.done(
                JsonDocument.of("view", asked.id()).with("results", List.of()),
                terminal -> terminal.line("The gate has judged no run of " + asked.id() + " yet."));
    }

    private RunQuery query(FeatureView asked) {
        RunQuery query = RunQuery.all().withView(asked.id());
        if (at == null) {
            return query;
        }
        TimeRange range = Partition.parse(asked.granularity(), at).range();
        return query.withRange(range);
    }

    private static void print(RunRecord run, List<GateResult> results, Terminal terminal) {
        terminal.line("Run " + run.runId() + " of " + run.view() + ", partition " + run.partition() + ": "
                + terminal.state(run.state().name()));
        TextTable table = TextTable.of("VERDICT", "SEVERITY", "EXPECTATION", "OBSERVED", "UNEXPECTED", "OF");
        results.forEach(result -> table.row(
                terminal.state(result.success() ? "PASSED" : "FAILED"),
                result.severity().name().toLowerCase(java.util.Locale.ROOT),
                result.expectation(),
                result.error() == null ? result.observed() : result.error(),
                result.unexpectedCount(),
                result.elementCount()));
        table.print(terminal);
        if (run.state() == RunState.REFUSED) {
            terminal.line("Rows for which it was refused: `sluice quality quarantine " + run.view() + " --at "
                    + run.partition() + "`.");
        }
    }

    private static JsonDocument json(Project project, FeatureView asked, RunRecord run, List<GateResult> results) {
        LakeLayout layout = LakeLayout.of(project.folder(), project.settings().lake());
        return JsonDocument.of("view", run.view())
                .with("run", run.runId())
                .with("partition", run.partition())
                .with("state", run.state().name())
                .with("validation_result", layout.validationResult(asked.id(), run.runId()))
                .with("results", results.stream().map(QualityCommand::json).toList());
    }

    private static Map<String, ?> json(GateResult result) {
        return JsonDocument.of("expectation", result.expectation())
                .with("severity", result.severity().name())
                .with("success", result.success())
                .with("observed", result.observed())
                .with("element_count", result.elementCount())
                .with("unexpected_count", result.unexpectedCount())
                .with("error", result.error())
                .members();
    }
}
