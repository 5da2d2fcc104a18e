package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice history}. */
@Command(
        name = "history",
        description = "Show the versions of a view and their revisions, and the runs of one version, newest first.")
final class HistoryCommand extends ProjectCommand {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many; default: 20.")
    private int limit = 20;

    @Option(names = "--from", paramLabel = "A", description = "Runs of partitions from this day, hour or instant on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "B", description = "Runs of partitions before this one.")
    private @Nullable String until;

    HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        FeatureView asked = project.view(view);
        List<RunRecord> runs = registry.runs(project.name(), query().withView(asked.id()));
        VersionHistory versions = VersionHistory.of(project, registry, asked.name());
        return Answer.done(
                JsonDocument.of("view", asked.id())
                        .with("versions", versions.json())
                        .with("runs", runs.stream().map(HistoryCommand::json).toList()),
                terminal -> {
                    versions.print(terminal);
                    print(asked, runs, terminal);
                });
    }

    private RunQuery query() {
        RunQuery query = RunQuery.all().withLimit(limit);
        return from == null && until == null
                ? query
                : query.withRange(new TimeRange(
                        from == null ? Instant.EPOCH : Partition.parseInstant(from),
                        until == null ? END_OF_TIME : Partition.parseInstant(until)));
    }

    private static void print(FeatureView view, List<RunRecord> runs, Terminal terminal) {
        if (runs.isEmpty()) {
            terminal.line("No runs of " + view.id() + " yet. Start one with `sluice run` or `sluice backfill`.");
            return;
        }
        TextTable table = TextTable.of("RUN", "PARTITION", "STATE", "STARTED", "ROWS", "BYTES", "SECONDS", "VERSION");
        runs.forEach(run -> table.row(
                run.runId(),
                run.partition(),
                terminal.state(run.state().name()),
                run.startedAt(),
                run.measures().rowsStaged(),
                run.measures().bytesStaged(),
                "%.1f".formatted(run.measures().seconds()),
                run.versions().promoted() == null ? "-" : run.versions().promoted()));
        table.print(terminal);
    }

    private static Map<String, ?> json(RunRecord run) {
        return JsonDocument.of("run", run.runId())
                .with("partition", run.partition())
                .with("state", run.state().name())
                .with("started_at", run.startedAt())
                .with(
                        "finished_at",
                        run.finishedAt() == null ? null : run.finishedAt().toString())
                .with("rows", run.measures().rowsStaged())
                .with("bytes", run.measures().bytesStaged())
                .with("seconds", run.measures().seconds())
                .with("version", run.versions().promoted())
                .with("inputs", run.versions().inputs())
                .with("error", run.error())
                .members();
    }
}
