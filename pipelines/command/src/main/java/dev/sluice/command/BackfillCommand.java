package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice backfill}. */
@Command(
        name = "backfill",
        description = "Compute the missing and stale partitions of the range [A, B). Started again, it goes on.")
final class BackfillCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views to fill; default: all.")
    private List<String> views = List.of();

    @Option(names = "--from", required = true, paramLabel = "A", description = "The first day, hour or instant.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "B", description = "The end, itself not included.")
    private String until = "";

    @Option(names = "--plan", description = "Show what would be computed, and why; compute nothing.")
    private boolean planOnly;

    @Option(names = "--force", description = "Compute what is up to date, too.")
    private boolean force;

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    BackfillCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        BackfillPlanner planner = BackfillPlanner.of(project, registry)
                .withInputs(SparkJobs.load().inputs(project, registry));
        BackfillPlan plan = force
                ? planner.planAll(views(project, views), range)
                : planner.plan(views(project, views), range);
        return planOnly || plan.isEmpty()
                ? Answer.done(BackfillView.json(plan), terminal -> BackfillView.print(plan, terminal))
                : new Execution(terminal(), project, registry).run(plan, execution.options());
    }
}
