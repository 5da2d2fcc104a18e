package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice run}. */
@Command(
        name = "run",
        description = "Run the partitions that contain these moments: stage, gate, promote, refresh latest.")
final class RunCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views to run; default: all.")
    private List<String> views = List.of();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            description = "A day (2001-03-05), an hour (2001-03-05T13) or an instant; again for more.")
    private List<String> at = List.of();

    @Option(
            names = "--progress",
            paramLabel = "FORMAT",
            description =
                    "json: besides, a line of JSON on standard error for each view as soon as it has ended. Default: none.")
    private @Nullable ProgressFormat progress;

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    RunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        BackfillPlan plan = BackfillPlanner.of(project, registry)
                .planEach(
                        views(project, views),
                        at.stream().map(Partition::parseInstant).toList());
        Execution run = new Execution(terminal(), project, registry, () -> true);
        return (progress == null ? run : run.toldTo(new ProgressLines(terminal()))).run(plan, execution.options());
    }
}
