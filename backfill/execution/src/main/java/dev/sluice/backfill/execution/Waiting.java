package dev.sluice.backfill.execution;

import dev.sluice.problem.SluiceException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for work on another thread. */
final class Waiting {
    private Waiting() {}

    /** The result of the work, or what it threw. An interruption asks for the stop, and the work is still awaited. */
    static <T> T on(Future<T> future, StopRequest stop) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                stop.request();
            } catch (ExecutionException e) {
                throw problem(e);
            }
        }
    }

    private static RuntimeException problem(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof SluiceException problem
                ? problem
                : new SluiceException(
                        ExecutionError.UNEXPECTED, "Cannot run a partition: " + failure.getCause(), failure);
    }
}
