package dev.sluice.online;

import dev.sluice.feature.ViewId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at all that a store holds, for audits; who serves features never needs it. Threads may share it.
 *
 * <p>A scan is no snapshot: what is written meanwhile is seen or not. An item that nobody writes meanwhile is seen once.
 */
public interface OnlineScan {
    /**
     * Hands every item of a view to a consumer, in no order. Several threads call it at once. Throttled pages are retried,
     * then an exception.
     */
    ScanSummary scan(ViewId view, ScanOptions options, Consumer<OnlineItem> items);

    /** Reads items as they are now: every write that has been answered is seen. Keys without an item are absent. */
    Map<ItemKey, OnlineItem> current(Collection<ItemKey> keys);
}
