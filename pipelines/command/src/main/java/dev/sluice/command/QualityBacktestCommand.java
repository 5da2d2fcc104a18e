package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.RunRecord;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice quality backtest}. */
@Command(
        name = "backtest",
        description = "Show which promoted partitions the view's expectations, as they are now, would have refused.")
final class QualityBacktestCommand extends PromotedRangeCommand {
    QualityBacktestCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, FeatureView asked, List<RunRecord> promoted) {
        List<SuiteReplay> replays = SparkJobs.load().backtest(project, asked, promoted);
        return Answer.done(json(asked, replays), terminal -> print(asked, replays, terminal));
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
