package dev.sluice.client;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items that were read a short time ago. Threads may share it. */
interface ItemCache {
    ItemCache NONE = new ItemCache() {
        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public boolean find(ItemKey key, Map<ItemKey, OnlineItem> into) {
            return false;
        }

        @Override
        public void keep(ItemKey key, @Nullable OnlineItem item, long readNanos) {}
    };

    /** A cache as the options ask for. */
    static ItemCache of(@Nullable CacheOptions options) {
        if (options == null) {
            return NONE;
        }
        try {
            return new CaffeineItemCache(options);
        } catch (NoClassDefFoundError e) {
            throw ClientError.MISSING_LIBRARY.problem(
                    "Cannot keep rows in a cache: Caffeine is not on the class path. Add the dependency"
                            + " com.github.ben-manes.caffeine:caffeine.",
                    e);
        }
    }

    default boolean isKept() {
        return true;
    }

    /** Whether it is known what the key has; its item, where it has one, is put into the map. */
    boolean find(ItemKey key, Map<ItemKey, OnlineItem> into);

    /**
     * Keeps what a key has.
     *
     * @param item null for a key without one
     * @param readNanos when its read began, by the monotonic clock
     */
    void keep(ItemKey key, @Nullable OnlineItem item, long readNanos);
}
