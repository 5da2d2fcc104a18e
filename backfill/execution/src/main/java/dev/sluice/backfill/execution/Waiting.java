package dev.sluice.backfill.execution;

import dev.sluice.problem.SluiceException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for work on another thread. */
final class Waiting {
    private Waiting() {}

    /** The result of the work, or what it threw. */
    static <T> T on(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException(
                    ExecutionError.STOPPED,
                    "Cannot go on: the process is being stopped. Run the same command again.",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SluiceException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new SluiceException(ExecutionError.UNEXPECTED, "Cannot run a partition: " + e.getCause(), e);
        }
    }
}
