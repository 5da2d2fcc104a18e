package dev.sluice.client;

import dev.sluice.online.Deadline;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long one call waits, and what it says when that was too short or the store failed. */
final class Patience {
    private final String service;
    private final TimeSpan time;
    private final Deadline deadline;
    private final long began = System.nanoTime();

    Patience(String service, TimeSpan time) {
        this.service = service;
        this.time = time;
        this.deadline = Deadline.after(time.duration());
    }

    Deadline deadline() {
        return deadline;
    }

    String service() {
        return service;
    }

    Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw problem(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClientError.STOPPED.problem(
                    "Cannot read feature service " + service + ": the calling thread was interrupted.", e);
        }
    }

    <T> CompletableFuture<T> limit(CompletableFuture<T> answer) {
        return answer.orTimeout(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
    }

    /** The problem of this call, with a stack of its own: several calls may end with the failure of one read. */
    SluiceException problem(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof TimeoutException || isLate(failure)) {
            return ClientError.DEADLINE.problem(
                    "Cannot read feature service " + service + " within " + time
                            + ": the store has not answered. Look at the store, or raise the deadline.",
                    failure);
        }
        return failure instanceof SluiceException problem
                ? problem.code().problem(problem.getMessage(), problem)
                : ClientError.UNEXPECTED.problem(
                        "Cannot read feature service " + service + ": " + failure
                                + ". This is a bug of Sluice; please report it.",
                        failure);
    }

    private boolean isLate(Throwable failure) {
        return deadline.isPassed()
                && failure instanceof SluiceException problem
                && problem.type() == ErrorType.EXTERNAL;
    }
}
