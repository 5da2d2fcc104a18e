package dev.sluice.materializer;

import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An in-memory store that lists the sizes of its writes and fails when it is told to. Threads may share it. */
final class WatchedStore implements OnlineStore {
    private final OnlineStore store = new InMemoryOnlineStore();
    private final List<Integer> writes = new ArrayList<>();
    private int writesUntilFailure = Integer.MAX_VALUE;

    /** Lets some more writes pass, then does half of each and throws. */
    synchronized void failAfter(int passing) {
        writesUntilFailure = passing;
    }

    synchronized void mend() {
        writesUntilFailure = Integer.MAX_VALUE;
    }

    synchronized List<Integer> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized WriteSummary write(Collection<? extends OnlineChange> changes) {
        if (writesUntilFailure-- <= 0) {
            store.write(changes.stream().limit(changes.size() / 2).toList());
            throw new IllegalStateException("the network is gone");
        }
        writes.add(changes.size());
        return store.write(changes);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        return store.read(keys);
    }

    @Override
    public void prepare() {}

    @Override
    public void describe(StoreDescription description) {}

    @Override
    public StoreDescription description() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
