package dev.sluice.doctor;

import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks, made at the same time; one that hangs holds up no other, and the whole only until its deadline. */
public final class Examination {
    /** How long checks that were told to stop have for that, all of them together. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(5);

    private final List<Check> checks;

    private Examination(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    public static Examination of(List<Check> checks) {
        return new Examination(checks);
    }

    /** What was found, in the order of the checks. */
    public List<Finding> findings() {
        long begun = System.nanoTime();
        Map<Check, Work> works = new LinkedHashMap<>();
        checks.forEach(check -> works.put(check, Work.started(check)));
        List<Finding> findings = new ArrayList<>();
        works.forEach((check, work) -> findings.addAll(result(check, work.task, begun)));
        awaitStopped(works.values());
        return findings;
    }

    /** A check that was told to stop may have something to end: the process ends after this. */
    private static void awaitStopped(Collection<Work> works) {
        long begun = System.nanoTime();
        try {
            for (Work work : works) {
                long left = LAST_MOMENT.toNanos() - (System.nanoTime() - begun);
                work.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A check that is being made. */
    private record Work(FutureTask<List<Finding>> task, Thread thread) {
        static Work started(Check check) {
            FutureTask<List<Finding>> task = new FutureTask<>(check::findings);
            Thread thread = new Thread(task, "doctor-" + check.subject());
            thread.setDaemon(true);
            thread.start();
            return new Work(task, thread);
        }
    }

    private static List<Finding> result(Check check, FutureTask<List<Finding>> task, long begun) {
        Duration deadline = check.deadline();
        try {
            return task.get(begun + deadline.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return List.of(Finding.broken(
                    check.subject(),
                    "No answer within " + deadline.toSeconds() + " s.",
                    "See whether what it asks hangs, or a firewall swallows its packets."));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return List.of(failed(check, cause == null ? e : cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.skipped(check.subject(), "Interrupted."));
        }
    }

    private static Finding failed(Check check, Throwable failure) {
        return failure instanceof SluiceException problem
                ? Finding.broken(check.subject(), problem.getMessage(), "")
                : Finding.broken(check.subject(), "Cannot look at it: " + failure + ".", "");
    }
}
