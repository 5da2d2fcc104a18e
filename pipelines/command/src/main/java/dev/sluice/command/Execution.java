package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.RunProgress;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;

/** Carries out a plan before the eyes of the user. */
final class Execution {
    private final Terminal terminal;
    private final Project project;
    private final Registry registry;

    Execution(Terminal terminal, Project project, Registry registry) {
        this.terminal = terminal;
        this.project = project;
        this.registry = registry;
    }

    Answer run(BackfillPlan plan, ExecutionOptions options) {
        ProgressBar bar =
                new ProgressBar(terminal, "partitions", plan.partitions().size());
        try (Interruption interruption = Interruption.ofThisThread()) {
            BackfillResult result = execute(plan, options, bar, interruption);
            BackfillView.printProblems(result, interruption.happened(), terminal);
            return new Answer(
                    BackfillView.json(result),
                    terminal -> BackfillView.print(result, terminal),
                    exitStatus(result, interruption));
        }
    }

    private BackfillResult execute(
            BackfillPlan plan, ExecutionOptions options, ProgressBar bar, Interruption interruption) {
        try {
            return interruption.explaining(
                    () -> SparkJobs.load().execute(project, registry, plan, options, shownOn(bar)));
        } finally {
            bar.close();
        }
    }

    private static int exitStatus(BackfillResult result, Interruption interruption) {
        if (interruption.happened()) {
            return interruption.exitStatus();
        }
        return result.complete() ? 0 : Math.max(1, FailureReport.exitStatus(result.allProblems()));
    }

    private static RunProgress shownOn(ProgressBar bar) {
        return new RunProgress() {
            @Override
            public void started(PlannedPartition partition) {
                bar.advance(0, partition.toString());
            }

            @Override
            public void ended(PlannedPartition partition, PartitionOutcome outcome) {
                bar.advance(1, partition + (outcome.promoted() ? " promoted" : " not promoted"));
            }

            @Override
            public void refreshing(String view) {
                bar.advance(0, "latest of " + view);
            }
        };
    }
}
