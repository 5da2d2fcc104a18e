package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice quality backtest}. */
@Command(
        name = "backtest",
        description = "Show which promoted partitions the view's expectations, as they are now, would have refused.")
final class QualityBacktestCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(names = "--from", required = true, paramLabel = "A", description = "The first day, hour or instant.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "B", description = "The end, itself not included.")
    private String until = "";

    QualityBacktestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        FeatureView asked = project.view(view);
        List<SuiteReplay> replays = SparkJobs.load().backtest(project, asked, promoted(project, registry, asked));
        return Answer.done(json(asked, replays), terminal -> print(asked, replays, terminal));
    }

    /** The newest promoted run of each partition of the range. */
    private List<RunRecord> promoted(Project project, Registry registry, FeatureView asked) {
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        return List.copyOf(registry.promoted(project.name(), asked.id(), range).values());
    }

    private static void print(FeatureView asked, List<SuiteReplay> replays, Terminal terminal) {
        TextTable table = TextTable.of("PARTITION", "VERDICT", "BECAUSE");
        replays.forEach(replay -> table.row(
                replay.partition(), terminal.state(replay.blocked() ? "REFUSED" : "PASSED"), replay.summary()));
        table.print(terminal);
        long blocked = replays.stream().filter(SuiteReplay::blocked).count();
        long read = replays.stream().filter(SuiteReplay::rowsRead).count();
        terminal.line("The expectations of " + asked.id() + " would have refused " + blocked + " of " + replays.size()
                + " promoted partitions; the rows of " + read + " had to be read.");
    }

    private static JsonDocument json(FeatureView asked, List<SuiteReplay> replays) {
        return JsonDocument.of("view", asked.id())
                .with(
                        "partitions",
                        replays.stream()
                                .map(replay -> JsonDocument.of("partition", replay.partition())
                                        .with("run", replay.run())
                                        .with("refused", replay.blocked())
                                        .with("summary", replay.summary())
                                        .with("rows_read", replay.rowsRead())
                                        .members())
                                .toList());
    }
}
