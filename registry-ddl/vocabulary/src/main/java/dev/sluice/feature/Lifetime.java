package dev.sluice.feature;

import dev.sluice.time.TimeSpan;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a view's values count.
 *
 * @param ttl the greatest age at which a value is still used, inclusive; null for no limit
 * @param availabilityDelay how long after its event time a value can be seen
 * @param freshness the service level of {@code sluice status}: how old the newest value may be; null where none is promised
 */
public record Lifetime(
        @Nullable TimeSpan ttl,
        TimeSpan availabilityDelay,
        @Nullable TimeSpan freshness) {
    public static final Lifetime UNLIMITED = new Lifetime(null, TimeSpan.ZERO, null);

    void describe(SortedMap<String, String> fields) {
        if (ttl != null) {
            fields.put("ttl", ttl.toString());
        }
        if (!availabilityDelay.equals(TimeSpan.ZERO)) {
            fields.put("availability_delay", availabilityDelay.toString());
        }
        if (freshness != null) {
            fields.put("freshness", freshness.toString());
        }
    }
}
