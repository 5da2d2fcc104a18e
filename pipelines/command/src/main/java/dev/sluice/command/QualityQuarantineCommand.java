package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice quality quarantine}. */
@Command(
        name = "quarantine",
        description =
                "Show rows for which a view's newest refused run was refused, or one partition's, and the reasons.")
final class QualityQuarantineCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "A moment of the partition; default: the newest refused run's.")
    private @Nullable String at;

    QualityQuarantineCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        FeatureView asked = project.view(view);
        String where = at == null ? "" : " for " + at;
        Optional<RunRecord> refused =
                registry.runs(project.name(), query(asked)).stream().findFirst();
        if (refused.isEmpty()) {
            return Answer.done(
                    JsonDocument.of("view", asked.id()).with("rows", List.of()),
                    terminal -> terminal.line("The gate has refused no run of " + asked.id() + where + "."));
        }
        RunRecord run = refused.get();
        List<RefusedRow> rows = SparkJobs.load().quarantine(project, asked, run);
        return Answer.done(json(project, run, rows), terminal -> print(run, rows, terminal));
    }

    private RunQuery query(FeatureView asked) {
        RunQuery query = RunQuery.all().withView(asked.id()).withState(RunState.REFUSED);
        RunQuery narrowed = at == null
                ? query
                : query.withRange(Partition.parse(asked.granularity(), at).range());
        return narrowed.withLimit(1);
    }

    private static void print(RunRecord run, List<RefusedRow> rows, Terminal terminal) {
        terminal.line("Run " + run.runId() + " of " + run.view() + ", partition " + run.partition() + ": "
                + terminal.state(run.state().name()));
        if (rows.isEmpty()) {
            terminal.line("None of its rows are in quarantine. It was told: " + run.error());
        }
        int expectation = -1;
        for (RefusedRow row : rows) {
            if (row.ordinal() != expectation) {
                expectation = row.ordinal();
                terminal.line("");
                terminal.line(terminal.bold(row.expectation()) + ": " + row.reason());
            }
            terminal.line("  " + (row.row() == null ? "(no single rows)" : row.row()));
        }
    }

    private static JsonDocument json(Project project, RunRecord run, List<RefusedRow> rows) {
        LakeLayout layout = LakeLayout.of(project.folder(), project.settings().lake());
        return JsonDocument.of("view", run.view())
                .with("run", run.runId())
                .with("partition", run.partition())
                .with("table", layout.quarantine(run.view()))
                .with("rows", rows.stream().map(QualityQuarantineCommand::json).toList());
    }

    private static Map<String, ?> json(RefusedRow row) {
        return JsonDocument.of("expectation", row.expectation())
                .with("ordinal", row.ordinal())
                .with("type", row.type())
                .with("columns", row.columns())
                .with("severity", row.severity())
                .with("reason", row.reason())
                .with("keys", parsed(row.keys()))
                .with("row", parsed(row.row()))
                .members();
    }

    private static @Nullable Object parsed(@Nullable String json) {
        return json == null ? null : JsonDocument.parsed(json);
    }
}
