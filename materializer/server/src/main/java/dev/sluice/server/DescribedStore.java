package dev.sluice.server;

import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import java.util.Collection;
import java.util.Map;

/** A store as a client of the server sees it: under one description, only to be read, and not the client's to close. */
final class DescribedStore implements OnlineStore {
    private final OnlineStore store;
    private final StoreDescription description;

    DescribedStore(OnlineStore store, StoreDescription description) {
        this.store = store;
        this.description = description;
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        return store.read(keys);
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys, Deadline deadline) {
        return store.read(keys, deadline);
    }

    @Override
    public boolean keepsDeadlines() {
        return store.keepsDeadlines();
    }

    @Override
    public StoreDescription description() {
        return description;
    }

    @Override
    public void prepare() {
        throw readOnly();
    }

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        throw readOnly();
    }

    @Override
    public void describe(StoreDescription given) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("A server only reads");
    }

    @Override
    public void close() {}
}
