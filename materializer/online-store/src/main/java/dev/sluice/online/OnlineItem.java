package dev.sluice.online;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a view as the store keeps it.
 *
 * @param value the row in the encoding of {@link RowCodec}; not copied, do not change it
 * @param eventMicros event time, microseconds since the epoch
 * @param createdMicros created time, microseconds since the epoch
 * @param expiresAt when the store may delete it, in seconds since the epoch of the system's clock; null for never
 */
public record OnlineItem(
        ItemKey key,
        byte[] value,
        long eventMicros,
        long createdMicros,
        @Nullable Long expiresAt) {
    /** Whether this row is older than the other by (event time, created time). */
    public boolean isOlderThan(OnlineItem other) {
        return isOlder(eventMicros, createdMicros, other);
    }

    static boolean isOlder(long eventMicros, long createdMicros, OnlineItem other) {
        return eventMicros != other.eventMicros ? eventMicros < other.eventMicros : createdMicros < other.createdMicros;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnlineItem item
                && key.equals(item.key)
                && Arrays.equals(value, item.value)
                && eventMicros == item.eventMicros
                && createdMicros == item.createdMicros
                && Objects.equals(expiresAt, item.expiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(value), eventMicros, createdMicros, expiresAt);
    }
}
