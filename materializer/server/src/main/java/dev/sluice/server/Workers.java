package dev.sluice.server;

import dev.sluice.online.DaemonThreads;
import dev.sluice.time.TimeSpan;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The threads that wait for the online store, and how much may be given to them. What is refused, late or cancelled while
 * it waits is never begun; what has begun keeps its place until it ends, so that a store that hangs is not asked ever more.
 */
final class Workers implements AutoCloseable {
    /** As many as the store has connections. */
    private static final int MOST_THREADS = 64;

    private static final long TICK_MILLIS = 10;

    private final int most;
    private final Semaphore places;
    private final ThreadPoolExecutor threads;
    /** It looks a hundred times a second; a scheduled executor is woken by each request that none was before. */
    private final HashedWheelTimer clock =
            new HashedWheelTimer(DaemonThreads.named("sluice-server-clock"), TICK_MILLIS, TimeUnit.MILLISECONDS);

    Workers(int maxConcurrent) {
        this.most = maxConcurrent;
        this.places = new Semaphore(maxConcurrent);
        int size = Math.min(maxConcurrent, MOST_THREADS);
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("sluice-server-worker"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does the work on one of the threads; the answer ends in TOO_BUSY at once, or in a TimeoutException at most two ticks late. */
    <T> CompletableFuture<T> submit(Supplier<T> work, TimeSpan within) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!places.tryAcquire()) {
            answer.completeExceptionally(ServerError.TOO_BUSY.problem(
                    "Cannot take the request: " + most + " are being worked on. Try again in a second."));
            return answer;
        }
        Timeout late = clock.newTimeout(
                timeout -> answer.completeExceptionally(new TimeoutException()),
                within.micros(),
                TimeUnit.MICROSECONDS);
        answer.whenComplete((result, failure) -> late.cancel());
        threads.execute(() -> run(work, answer));
        return answer;
    }

    /** The place is free before the answer is heard: who hears it may ask again. */
    private <T> void run(Supplier<T> work, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            places.release();
            return;
        }
        T result;
        try {
            result = work.get();
        } catch (Throwable e) { // an Error, too, is an answer to who waits
            places.release();
            answer.completeExceptionally(e);
            return;
        }
        places.release();
        answer.complete(result);
    }

    /** How many requests are worked on or wait. */
    int inFlight() {
        return most - places.availablePermits();
    }

    /** Ends the threads; what runs is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        clock.stop();
    }
}
