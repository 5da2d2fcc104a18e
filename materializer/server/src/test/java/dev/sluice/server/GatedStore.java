package dev.sluice.server;

import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store in memory whose reads stop at a gate, and which can be made to fail. */
final class GatedStore implements OnlineStore {
    private final InMemoryOnlineStore store = new InMemoryOnlineStore();
    private final Semaphore gate = new Semaphore(0);
    private final Semaphore waiting = new Semaphore(0);
    private volatile boolean shut;
    private volatile @Nullable Supplier<RuntimeException> failure;

    void shut() {
        shut = true;
    }

    /** Lets this many reads through that wait or will wait. */
    void letThrough(int reads) {
        gate.release(reads);
    }

    /** Returns when so many more reads stand at the gate. */
    void awaitWaiting(int reads) {
        try {
            if (!waiting.tryAcquire(reads, 1, TimeUnit.MINUTES)) {
                throw new AssertionError(waiting.availablePermits() + " reads have come, not " + reads);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on everything fails with this; with null no longer. */
    void failWith(@Nullable Supplier<RuntimeException> with) {
        failure = with;
    }

    private void pass() {
        Supplier<RuntimeException> with = failure;
        if (with != null) {
            throw with.get();
        }
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        pass();
        if (shut) {
            waiting.release();
            gate.acquireUninterruptibly();
        }
        return store.read(keys);
    }

    @Override
    public StoreDescription description() {
        pass();
        return store.description();
    }

    @Override
    public void prepare() {
        store.prepare();
    }

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        return store.write(changes);
    }

    @Override
    public void describe(StoreDescription given) {
        store.describe(given);
    }

    @Override
    public void close() {
        store.close();
    }
}
