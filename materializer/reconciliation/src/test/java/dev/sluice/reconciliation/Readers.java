package dev.sluice.reconciliation;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Readers of keys that are all there, and what they saw that may not be. */
final class Readers {
    private static final int THREADS = 4;

    private final OnlineStore store;
    private final List<ItemKey> keys;
    private final Set<OnlineItem> rows;
    private final boolean watchesTime;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong notFound = new AtomicLong();
    private final AtomicLong older = new AtomicLong();
    private final AtomicLong torn = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    /**
     * @param rows all that the keys ever hold
     * @param watchesTime whether no thread may see a row that is older than the one it saw before
     */
    Readers(String endpoint, String table, Set<OnlineItem> rows, boolean watchesTime) {
        this.store = DynamoOnlineStore.open(endpoint, table, FaultTrial.OPTIONS);
        this.rows = rows;
        this.keys = rows.stream().map(OnlineItem::key).distinct().toList();
        this.watchesTime = watchesTime;
    }

    void start(int reads) {
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> read(reads / THREADS)));
        }
    }

    private void read(int reads) {
        Map<ItemKey, OnlineItem> seen = new HashMap<>();
        for (int i = 0; i < reads; i++) {
            long begun = System.nanoTime();
            try {
                check(store.read(keys), seen);
            } catch (SluiceException e) {
                // A failure that is told is what a reader may meet.
            }
            longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
        }
    }

    private void check(Map<ItemKey, OnlineItem> found, Map<ItemKey, OnlineItem> seen) {
        notFound.addAndGet(keys.size() - found.size());
        found.forEach((key, item) -> {
            OnlineItem before = seen.put(key, item);
            if (!rows.contains(item)) {
                torn.incrementAndGet();
            }
            if (watchesTime && before != null && item.isOlderThan(before)) {
                older.incrementAndGet();
            }
        });
    }

    void await() {
        try {
            for (Future<?> reader : running) {
                reader.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
            store.close();
        }
    }

    long notFound() {
        return notFound.get();
    }

    long older() {
        return older.get();
    }

    long torn() {
        return torn.get();
    }

    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestNanos.get());
    }
}
