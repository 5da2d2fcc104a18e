package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.Rollback;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rollback}. */
@Command(
        name = "rollback",
        description = "Bring partitions back to what former runs had promoted: stage, gate, promote, refresh latest."
                + " A version is rolled back with `activate`.")
final class RollbackCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(
            names = "--to",
            required = true,
            split = ",",
            paramLabel = "RUN",
            description = "The runs to go back to, each of another partition; `sluice history VIEW` shows them.")
    private List<String> runs = List.of();

    RollbackCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        Rollback rollback = Rollback.to(project.view(view), runs, project.name(), registry);
        BackfillPlan plan = rollback.plan(project.name(), registry);
        if (plan.isEmpty()) {
            terminal().note("The partitions hold the rows of these runs already.");
        }
        return new Execution(terminal(), project, registry, () -> true).rollBack(rollback, plan);
    }
}
