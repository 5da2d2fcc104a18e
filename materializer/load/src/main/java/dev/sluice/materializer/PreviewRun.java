package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.MaterializationPreview.Amounts;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.WriteUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a feed would write, beside what the store holds; writes nothing. */
final class PreviewRun {
    private static final int CHUNK = 1_000;

    private final OnlineStore store;
    private final boolean prepared;
    private Amounts amounts = Amounts.NONE;
    private long unchanged;
    private long outdated;
    private long unfit;

    PreviewRun(OnlineStore store) {
        this.store = store;
        this.prepared = store.isPrepared();
    }

    MaterializationPreview execute(ViewId view, Feed feed, FeedReader reader) {
        List<FeedStep> chunk = reader.next(CHUNK);
        while (!chunk.isEmpty()) {
            unfit += chunk.stream().filter(step -> step.unfit() != null).count();
            count(chunk.stream().flatMap(step -> step.changes().stream()).toList());
            chunk = reader.next(CHUNK);
        }
        return new MaterializationPreview(
                view, feed.fromVersion(), feed.toVersion(), amounts, unchanged, outdated, unfit);
    }

    private void count(List<OnlineChange> chunk) {
        Map<ItemKey, OnlineItem> stored =
                prepared ? store.read(chunk.stream().map(OnlineChange::key).toList()) : Map.of();
        for (OnlineChange change : chunk) {
            OnlineItem held = stored.get(change.key());
            if (change instanceof OnlineChange.Put put) {
                count(put.item(), held);
            } else if (held != null) {
                count((OnlineChange.Delete) change, held);
            }
        }
    }

    private void count(OnlineItem item, @Nullable OnlineItem held) {
        if (item.equals(held)) {
            unchanged++;
        } else if (held != null && item.isOlderThan(held)) {
            outdated++;
        } else {
            long bytes = store.size(item);
            long larger = held == null ? bytes : Math.max(bytes, store.size(held));
            amounts = amounts.plus(new Amounts(1, 0, bytes, WriteUsage.units(larger)));
        }
    }

    private void count(OnlineChange.Delete delete, OnlineItem held) {
        if (delete.isOlderThan(held)) {
            outdated++;
        } else {
            amounts = amounts.plus(new Amounts(0, 1, 0, WriteUsage.units(store.size(held))));
        }
    }
}
