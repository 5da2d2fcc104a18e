package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.RunWatch;
import dev.sluice.airflow.TaskRun;
import dev.sluice.airflow.TaskState;
import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watching a run before the eyes of the user, who may stop watching: the run goes on. */
final class DagRunWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Terminal terminal;
    private final Airflow airflow;
    private final Duration pause;
    private @Nullable ProgressBar bar;
    private int tasksKnown = -1;
    private long shown;
    private List<TaskRun> seen = List.of();

    /** @param pause between looks at most */
    DagRunWatch(Terminal terminal, Airflow airflow, Duration pause) {
        this.terminal = terminal;
        this.airflow = airflow;
        this.pause = pause;
    }

    /**
     * The run when it is over.
     *
     * @param goesOn what to tell whoever stops watching
     * @param each done at each look; when an outside system fails it, it is done again at the next one
     */
    DagRunView untilOver(DagRunId id, String goesOn, Consumer<DagRun> each) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            return watched(id, each, interruption, goesOn);
        } finally {
            close();
        }
    }

    private DagRunView watched(DagRunId id, Consumer<DagRun> each, Interruption interruption, String goesOn) {
        try {
            DagRun run = new RunWatch(airflow, pause, PATIENCE, LONGEST)
                    .untilOver(id, (now, tasks) -> look(now, tasks, each), interruption::happened);
            return new DagRunView(run, seen);
        } catch (SluiceException e) {
            throw interruption.happened() ? new StoppedException(interruption.exitStatus(), goesOn, e) : e;
        }
    }

    private void look(DagRun run, List<TaskRun> tasks, Consumer<DagRun> each) {
        seen = tasks;
        show(run, tasks);
        try {
            each.accept(run);
        } catch (SluiceException e) {
            if (!RunWatch.passes(e)) {
                throw e;
            }
            terminal.note(e.getMessage());
        }
    }

    private void show(DagRun run, List<TaskRun> tasks) {
        ProgressBar now = bar;
        if (now == null || tasks.size() != tasksKnown) {
            close();
            tasksKnown = tasks.size();
            shown = 0;
            now = new ProgressBar(terminal, "tasks", tasksKnown);
            bar = now;
        }
        long over = tasks.stream().filter(task -> task.state().isOver()).count();
        now.advance(over - shown, words(run, tasks));
        shown = over;
    }

    private static String words(DagRun run, List<TaskRun> tasks) {
        long running =
                tasks.stream().filter(task -> task.state() == TaskState.RUNNING).count();
        long failed = tasks.stream().filter(task -> task.state().isFailure()).count();
        return run.state().name().toLowerCase(Locale.ROOT)
                + (running > 0 ? ", " + running + " in work" : "")
                + (failed > 0 ? ", " + failed + " failed" : "");
    }

    private void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
