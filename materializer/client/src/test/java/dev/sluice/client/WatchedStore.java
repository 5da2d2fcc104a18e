package dev.sluice.client;

import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A store in memory that counts its reads and does with each what a test wants before it answers. */
final class WatchedStore implements OnlineStore {
    final InMemoryOnlineStore store = new InMemoryOnlineStore();
    final List<Collection<ItemKey>> reads = new CopyOnWriteArrayList<>();
    final AtomicInteger descriptions = new AtomicInteger();
    volatile IntConsumer beforeRead = number -> {};
    volatile IntConsumer beforeDescription = number -> {};

    WatchedStore() {
        FlightRows.fill(store);
    }

    /** Waits, and takes no notice of interrupts, as a read of a name server does. */
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void prepare() {}

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        return store.write(changes);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        int number;
        synchronized (reads) {
            reads.add(keys);
            number = reads.size();
        }
        beforeRead.accept(number);
        return store.read(keys);
    }

    @Override
    public void describe(StoreDescription description) {
        store.describe(description);
    }

    @Override
    public StoreDescription description() {
        beforeDescription.accept(descriptions.incrementAndGet());
        return store.description();
    }

    @Override
    public void close() {}
}
