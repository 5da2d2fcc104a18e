package dev.sluice.client;

import dev.sluice.online.DaemonThreads;
import dev.sluice.online.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that talk to the store for callers that do not wait, and for those that would wait longer than their deadline if
 * they talked to it themselves. They end when they have had nothing to do for a minute.
 */
final class ReadThreads implements AutoCloseable {
    private static final int WAITING_FOR_EACH = 10;

    private final int size;
    private final ThreadPoolExecutor threads;

    ReadThreads(int size) {
        this.size = size;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(size * WAITING_FOR_EACH),
                DaemonThreads.named("sluice-client-read"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Reads on one of the threads; what is still waiting at the deadline is not begun. */
    <T> CompletableFuture<T> submit(Supplier<T> read, Deadline deadline) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> run(read, deadline, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    threads.isShutdown()
                            ? ClientError.STOPPED.problem("Cannot read: the client is closed.")
                            : ClientError.OVERLOADED.problem("Cannot read: " + size + " reads run and "
                                    + size * WAITING_FOR_EACH + " wait. The store is slow, or readsAtOnce too low."));
        }
        return answer;
    }

    /** Reads on the caller's thread, which costs about half of what handing it over does. */
    static <T> CompletableFuture<T> here(Supplier<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(read, answer);
        return answer;
    }

    private static <T> void run(Supplier<T> read, Deadline deadline, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        if (deadline.isPassed()) {
            answer.completeExceptionally(ClientError.DEADLINE.problem(
                    "Cannot read: the deadline passed before a thread was free. Raise readsAtOnce or the deadline."));
            return;
        }
        run(read, answer);
    }

    private static <T> void run(Supplier<T> read, CompletableFuture<T> answer) {
        try {
            answer.complete(read.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Whether a read would begin at once. */
    boolean areFree() {
        return threads.getActiveCount() < size;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
