package dev.sluice.online;

import dev.sluice.feature.ViewId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An online store in this process's memory, for tests and trials; what it holds goes with it. */
public final class InMemoryOnlineStore implements OnlineStore, OnlineScan {
    private final Map<ItemKey, OnlineItem> items = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable StoreDescription> description = new AtomicReference<>();

    @Override
    public void prepare() {}

    @Override
    public WriteSummary write(Collection<? extends OnlineChange> changes) {
        WriteSummary summary = WriteSummary.NONE;
        for (OnlineChange change : changes) {
            summary = summary.plus(apply(change));
        }
        return summary;
    }

    private WriteSummary apply(OnlineChange change) {
        return change instanceof OnlineChange.Put put ? put(put.item()) : delete((OnlineChange.Delete) change);
    }

    private WriteSummary put(OnlineItem item) {
        OnlineItem kept = items.merge(item.key(), item, (held, given) -> given.isOlderThan(held) ? held : given);
        return item.isOlderThan(kept) ? WriteSummary.OUTDATED : WriteSummary.WRITTEN;
    }

    private WriteSummary delete(OnlineChange.Delete delete) {
        OnlineItem kept = items.computeIfPresent(delete.key(), (key, held) -> delete.isOlderThan(held) ? held : null);
        return kept == null ? WriteSummary.DELETED : WriteSummary.OUTDATED;
    }

    @Override
    public Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys) {
        Map<ItemKey, OnlineItem> found = new HashMap<>();
        for (ItemKey key : keys) {
            OnlineItem item = items.get(key);
            if (item != null) {
                found.put(key, item);
            }
        }
        return found;
    }

    /** Nothing is waited for. */
    @Override
    public boolean keepsDeadlines() {
        return true;
    }

    @Override
    public ScanSummary scan(ViewId view, ScanOptions options, Consumer<OnlineItem> consumer) {
        List<OnlineItem> found = items.values().stream()
                .filter(item -> item.key().view().equals(view))
                .toList();
        found.forEach(consumer);
        return new ScanSummary(found.size(), 0);
    }

    @Override
    public Map<ItemKey, OnlineItem> current(Collection<ItemKey> keys) {
        return read(keys);
    }

    @Override
    public void describe(StoreDescription given) {
        description.accumulateAndGet(
                given, (held, next) -> held == null || next == null ? next : next.keepingSchemasOf(held));
    }

    @Override
    public StoreDescription description() {
        StoreDescription held = description.get();
        if (held == null) {
            throw OnlineStoreError.undescribed("the in-memory online store");
        }
        return held;
    }

    @Override
    public void close() {}
}
