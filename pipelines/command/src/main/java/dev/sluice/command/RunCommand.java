package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.Partition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice run}. */
@Command(name = "run", description = "Run the partition that contains a moment: stage, gate, promote, refresh latest.")
final class RunCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views to run; default: all.")
    private List<String> views = List.of();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            description = "A day (2001-03-05), an hour (2001-03-05T13) or an instant.")
    private String at = "";

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    RunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        BackfillPlan plan =
                BackfillPlanner.of(project, registry).planOne(views(project, views), Partition.parseInstant(at));
        return new Execution(terminal(), project, registry, () -> true).run(plan, execution.options());
    }
}
