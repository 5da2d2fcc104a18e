package dev.sluice.airflow;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a run until it is over. Questions that are not answered are asked again for a while: that the server is away says
 * nothing of the run.
 */
public final class RunWatch {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final Airflow airflow;
    private final Duration pause;
    private final Duration patience;
    private final Duration longest;

    /**
     * @param pause between looks at most; at first they come more often
     * @param patience with a server that does not answer
     * @param longest for the run
     */
    public RunWatch(Airflow airflow, Duration pause, Duration patience, Duration longest) {
        this.airflow = airflow;
        this.pause = pause;
        this.patience = patience;
        this.longest = longest;
    }

    /**
     * The run when it is over.
     *
     * @param look sees the run and its tasks each time; what it throws ends the watch
     * @param stop whether nobody watches any more; asked often, also while the server does not answer
     * @throws SluiceException {@link AirflowError#NOT_OVER} when it takes too long, {@link AirflowError#INTERRUPTED} when it is
     *     stopped or this thread is interrupted; both leave the run alone
     */
    public DagRun untilOver(DagRunId id, BiConsumer<DagRun, List<TaskRun>> look, BooleanSupplier stop) {
        long begun = System.nanoTime();
        long answered = begun;
        while (true) {
            requireWatched(id, stop);
            Optional<Sight> sight = sight(id, since(answered));
            if (sight.isPresent()) {
                answered = System.nanoTime();
                look.accept(sight.get().run(), sight.get().tasks());
                if (sight.get().run().state().isOver()) {
                    return sight.get().run();
                }
            }
            if (since(begun).compareTo(longest) > 0) {
                throw AirflowError.NOT_OVER.problem("Stopped watching the run " + id + ": it is not over after "
                        + longest.toMinutes() + " minutes. It goes on; watch it again with `sluice dags watch "
                        + id.dag() + " " + id.run() + "`.");
            }
            sleep(id, pauseAfter(since(begun)), stop);
        }
    }

    /** The run and its tasks as they are now. */
    private record Sight(DagRun run, List<TaskRun> tasks) {}

    private Optional<Sight> sight(DagRunId id, Duration unanswered) {
        try {
            DagRun run = airflow.run(id).orElseThrow(() -> gone(id));
            return Optional.of(new Sight(run, airflow.tasks(id)));
        } catch (SluiceException e) {
            if (!passes(e) || unanswered.compareTo(patience) > 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether a problem says that the other side was away, and nothing of the run. */
    public static boolean passes(SluiceException problem) {
        return problem.type() == ErrorType.EXTERNAL && problem.code() != AirflowError.INTERRUPTED;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static SluiceException gone(DagRunId id) {
        return AirflowError.NOT_FOUND.problem("Cannot watch the run " + id
                + ": Airflow does not know it. Look with `sluice dags list`; somebody may have deleted it.");
    }

    /** A tenth of the time that the run was watched. */
    private Duration pauseAfter(Duration watched) {
        Duration tenth = watched.dividedBy(10);
        Duration wanted = tenth.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : tenth;
        return wanted.compareTo(pause) < 0 ? wanted : pause;
    }

    /** In steps: an interruption may be lost on its way, and then nobody wakes this thread. */
    private static void sleep(DagRunId id, Duration pause, BooleanSupplier stop) {
        long begun = System.nanoTime();
        for (Duration left = pause; !left.isNegative(); left = pause.minus(since(begun))) {
            requireWatched(id, stop);
            try {
                Thread.sleep(Math.min(left.toMillis() + 1, SHORTEST_PAUSE.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopped(id, e);
            }
        }
    }

    private static void requireWatched(DagRunId id, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw stopped(id, null);
        }
    }

    private static SluiceException stopped(DagRunId id, @Nullable InterruptedException cause) {
        return new SluiceException(AirflowError.INTERRUPTED, "Stopped watching the run " + id + ". It goes on.", cause);
    }
}
