package dev.sluice.materializer.feed;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one commit did to its keys, from the rows before and after it, in any order: which keys vanished, and which turned
 * back to an older row (a partition was computed anew and lost its newest rows).
 *
 * <p>Needs memory for the keys whose row of one side has not yet met that of the other; Spark writes them side by side.
 */
final class KeyFates {
    private final Map<String, RowTime> before = new HashMap<>();
    private final Map<String, RowTime> after = new HashMap<>();
    private final Map<String, RowTime> turnedBackFrom = new HashMap<>();

    void before(String key, RowTime time) {
        RowTime met = after.remove(key);
        if (met == null) {
            before.put(key, time);
        } else {
            replaced(key, time, met);
        }
    }

    void after(String key, RowTime time) {
        RowTime met = before.remove(key);
        if (met == null) {
            after.put(key, time);
        } else {
            replaced(key, met, time);
        }
    }

    private void replaced(String key, RowTime old, RowTime current) {
        if (current.compareTo(old) < 0) {
            turnedBackFrom.put(key, old);
        }
    }

    /** Whether the key has no row after the commit. */
    boolean vanished(String key) {
        return before.containsKey(key);
    }

    /** The time of the newer row that the key had before the commit; null when its row did not become older. */
    @Nullable
    RowTime turnedBackFrom(String key) {
        return turnedBackFrom.get(key);
    }
}
