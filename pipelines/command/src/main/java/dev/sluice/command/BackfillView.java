package dev.sluice.command;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results of backfills, for people and for programs. */
final class BackfillView {
    private static final int PROBLEMS_SHOWN = 5;

    private BackfillView() {}

    static JsonDocument json(BackfillResult result) {
        return JsonDocument.of("promoted", result.promoted())
                .with("not_begun", result.notBegun())
                .with(
                        "problems",
                        result.problems().stream()
                                .map(SluiceException::getMessage)
                                .toList())
                .with(
                        "partitions",
                        result.outcomes().stream().map(BackfillView::json).toList())
                .with("retry_helps", FailureReport.retryHelps(result.allProblems()));
    }

    static void print(BackfillResult result, Terminal terminal) {
        if (result.outcomes().isEmpty()) {
            return;
        }
        TextTable table = TextTable.of("VIEW", "PROMOTED", "REFUSED", "FAILED", "ROWS", "RUN SECONDS");
        Map<String, List<PartitionOutcome>> byView = result.outcomes().stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.planned().view().id().toString(), LinkedHashMap::new, Collectors.toList()));
        byView.forEach((view, outcomes) -> row(table, view, outcomes));
        table.print(terminal);
    }

    /** What went wrong, for people, whatever form the answer has. */
    static void printProblems(BackfillResult result, boolean stopped, Terminal terminal) {
        List<SluiceException> problems = result.allProblems();
        problems.stream().limit(PROBLEMS_SHOWN).forEach(problem -> terminal.problem(problem.getMessage()));
        if (problems.size() > PROBLEMS_SHOWN) {
            terminal.problem((problems.size() - PROBLEMS_SHOWN)
                    + " more problems; `sluice status` shows each partition that failed or was refused.");
        }
        if (stopped) {
            terminal.problem("Stopped on request. " + result.notBegun()
                    + " partitions were not begun. Run the same command again: it goes on.");
        } else if (result.notBegun() > 0) {
            terminal.problem(result.notBegun()
                    + " partitions were not begun. Mend the failure, then run the same command again: it goes on.");
        }
    }

    private static void row(TextTable table, String view, List<PartitionOutcome> outcomes) {
        long promoted = outcomes.stream().filter(PartitionOutcome::promoted).count();
        long blocked = outcomes.stream()
                .filter(outcome -> outcome.blocked() && outcome.run() == null)
                .count();
        long refused = outcomes.stream().filter(PartitionOutcome::refused).count();
        List<RunRecord> runs = outcomes.stream()
                .map(PartitionOutcome::run)
                .filter(java.util.Objects::nonNull)
                .toList();
        table.row(
                view,
                promoted,
                refused,
                outcomes.size() - promoted - refused - blocked,
                runs.stream().mapToLong(run -> run.measures().rowsPromoted()).sum(),
                "%.1f"
                        .formatted(runs.stream()
                                .mapToDouble(run -> run.measures().seconds())
                                .sum()));
    }

    private static String state(PartitionOutcome outcome) {
        RunRecord run = outcome.run();
        if (run != null) {
            return run.state().name();
        }
        return outcome.blocked() ? "BLOCKED" : "NOT_CLAIMED";
    }

    private static Map<String, ?> json(PartitionOutcome outcome) {
        SluiceException problem = outcome.problem();
        RunRecord run = outcome.run();
        return JsonDocument.of("view", outcome.planned().view().id())
                .with("partition", outcome.planned().partition())
                .with("run", run == null ? null : run.runId())
                .with("state", state(outcome))
                .with("rows", run == null ? 0 : run.measures().rowsPromoted())
                .with("problem", problem == null ? null : problem.getMessage())
                .with("code", problem == null ? null : problem.code().name())
                .members();
    }
}
