package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Rollback;
import dev.sluice.backfill.RunProgress;
import dev.sluice.backfill.VersionSwitch;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries out a plan before the eyes of the user. */
final class Execution {
    private final Terminal terminal;
    private final Project project;
    private final Registry registry;
    private final BooleanSupplier mayBegin;
    private final RunProgress progress;

    /** @param mayBegin asked before each partition is begun */
    Execution(Terminal terminal, Project project, Registry registry, BooleanSupplier mayBegin) {
        this(terminal, project, registry, mayBegin, RunProgress.SILENT);
    }

    private Execution(
            Terminal terminal, Project project, Registry registry, BooleanSupplier mayBegin, RunProgress progress) {
        this.terminal = terminal;
        this.project = project;
        this.registry = registry;
        this.mayBegin = mayBegin;
        this.progress = progress;
    }

    /** The same, of which another hears, too, when a view has ended. */
    Execution toldTo(RunProgress other) {
        return new Execution(terminal, project, registry, mayBegin, other);
    }

    /**
     * How a plan ended.
     *
     * @param stoppedWith the exit status of the signal that stopped it; 0 without one
     * @param paused whether somebody asked for the rest not to be begun
     */
    record Ending(BackfillResult result, int stoppedWith, boolean paused) {
        boolean isStopped() {
            return stoppedWith != 0;
        }

        int exitStatus() {
            if (isStopped()) {
                return stoppedWith;
            }
            return result.complete() ? 0 : Math.max(1, FailureReport.exitStatus(result.allProblems()));
        }
    }

    Answer run(BackfillPlan plan, ExecutionOptions options) {
        return answer(execute(plan, options));
    }

    /** @param more what is printed beside the result */
    Answer answer(Ending ending, JsonDocument json, Consumer<Terminal> more) {
        BackfillView.printProblems(ending.result(), ending.isStopped() || ending.paused(), terminal);
        List<ViewId> activated = VersionSwitch.of(project, registry)
                .advance(ending.result().views(), Clock.systemUTC().instant());
        activated.forEach(
                view -> terminal.note(view + " has every partition that the version before it has: it is active"
                        + " now. The online store follows with the next `sluice materialize`."));
        return new Answer(
                json.with("activated", activated.stream().map(ViewId::toString).toList())
                        .endingWith("retry_helps"),
                shown -> {
                    BackfillView.print(ending.result(), shown);
                    more.accept(shown);
                },
                ending.exitStatus());
    }

    Ending execute(BackfillPlan plan, ExecutionOptions options) {
        SparkJobs jobs = SparkJobs.load();
        Ending ending = during(plan, progress -> jobs.execute(project, registry, plan, options, progress));
        jobs.notes().forEach(terminal::note);
        return ending;
    }

    /** Brings the partitions of a plan back. */
    Answer rollBack(Rollback rollback, BackfillPlan plan) {
        SparkJobs jobs = SparkJobs.load();
        Ending ending = during(plan, progress -> jobs.rollBack(project, registry, rollback, plan, progress));
        jobs.notes().forEach(terminal::note);
        return answer(ending);
    }

    private Answer answer(Ending ending) {
        return answer(ending, BackfillView.json(ending.result()), shown -> {});
    }

    private Ending during(BackfillPlan plan, Function<RunProgress, BackfillResult> work) {
        ProgressBar bar =
                new ProgressBar(terminal, "partitions", plan.partitions().size());
        try (Interruption interruption = Interruption.ofThisThread()) {
            BackfillResult result = interruption.explaining(() -> work.apply(shownOn(bar)));
            return new Ending(
                    result, interruption.happened() ? interruption.exitStatus() : 0, !mayBegin.getAsBoolean());
        } finally {
            bar.close();
        }
    }

    private RunProgress shownOn(ProgressBar bar) {
        return new RunProgress() {
            @Override
            public void viewEnded(FeatureView view, BackfillResult result) {
                progress.viewEnded(view, result);
            }

            @Override
            public boolean mayBegin(PlannedPartition partition) {
                return mayBegin.getAsBoolean();
            }

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
