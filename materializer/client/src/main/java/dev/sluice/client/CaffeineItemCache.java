package dev.sluice.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cache in Caffeine. What was asked for last, or most often, stays when it is full. */
final class CaffeineItemCache implements ItemCache {
    private final Cache<ItemKey, Kept> items;
    private final long mostNanos;

    CaffeineItemCache(CacheOptions options) {
        this.mostNanos = options.staleness().duration().toNanos();
        this.items = Caffeine.newBuilder()
                .maximumSize(options.rows())
                .expireAfterWrite(options.staleness().duration())
                .build();
    }

    @Override
    public boolean find(ItemKey key, Map<ItemKey, OnlineItem> into) {
        Kept kept = items.getIfPresent(key);
        if (kept == null || System.nanoTime() - kept.readNanos > mostNanos) {
            return false;
        }
        OnlineItem item = kept.item;
        if (item != null) {
            into.put(key, item);
        }
        return true;
    }

    @Override
    public void keep(ItemKey key, @Nullable OnlineItem item, long readNanos) {
        items.put(key, new Kept(item, readNanos));
    }

    /** What was read, and when its read began. */
    private record Kept(@Nullable OnlineItem item, long readNanos) {}
}
