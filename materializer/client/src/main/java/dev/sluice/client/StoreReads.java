package dev.sluice.client;

import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads of the store, the slow ones sent a second time where the options say so. */
final class StoreReads {
    private final OnlineStore store;
    private final ReadThreads threads;
    private final ClientOptions options;
    private final ReadTimes times = new ReadTimes();

    StoreReads(OnlineStore store, ReadThreads threads, ClientOptions options) {
        this.store = store;
        this.threads = threads;
        this.options = options;
    }

    CompletableFuture<Map<ItemKey, OnlineItem>> read(Collection<ItemKey> keys, Deadline deadline, Waiter waiter) {
        if (waiter == Waiter.CALLER && !options.hedges() && store.keepsDeadlines()) {
            return ReadThreads.here(() -> timed(keys, deadline));
        }
        CompletableFuture<Map<ItemKey, OnlineItem>> first = send(keys, deadline);
        long slow = options.hedges() ? times.slowNanos() : Long.MAX_VALUE;
        if (slow >= deadline.remainingNanos() || first.isDone()) {
            return first;
        }
        return hedged(first, slow, keys, deadline);
    }

    private CompletableFuture<Map<ItemKey, OnlineItem>> send(Collection<ItemKey> keys, Deadline deadline) {
        return threads.submit(() -> timed(keys, deadline), deadline);
    }

    private Map<ItemKey, OnlineItem> timed(Collection<ItemKey> keys, Deadline deadline) {
        long began = System.nanoTime();
        Map<ItemKey, OnlineItem> found = store.read(keys, deadline);
        long took = System.nanoTime() - began;
        times.add(took);
        options.metrics().read(Duration.ofNanos(took), keys.size());
        return found;
    }

    private CompletableFuture<Map<ItemKey, OnlineItem>> hedged(
            CompletableFuture<Map<ItemKey, OnlineItem>> first, long slow, Collection<ItemKey> keys, Deadline deadline) {
        FirstAnswer<Map<ItemKey, OnlineItem>> race = new FirstAnswer<>();
        race.enter(first);
        CompletableFuture.delayedExecutor(slow, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> {
                    if (!first.isDone() && threads.areFree() && times.pays()) {
                        options.metrics().hedged();
                        race.enter(send(keys, deadline));
                    }
                });
        return race.answer();
    }

    /** The answer of the first of several reads; an error only when none is left that could answer. */
    private static final class FirstAnswer<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final AtomicInteger running = new AtomicInteger();

        void enter(CompletableFuture<T> read) {
            running.incrementAndGet();
            read.whenComplete((found, failure) -> {
                if (failure == null) {
                    answer.complete(found);
                } else if (running.decrementAndGet() == 0) {
                    answer.completeExceptionally(failure);
                }
            });
        }

        CompletableFuture<T> answer() {
            return answer;
        }
    }
}
