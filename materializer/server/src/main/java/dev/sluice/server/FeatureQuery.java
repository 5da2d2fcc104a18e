package dev.sluice.server;

import dev.sluice.client.GetOptions;
import java.util.List;
import java.util.Map;

/**
 * A request, however it came.
 *
 * @param entities for each entity the keys as they came: texts, numbers as BigDecimal, booleans, byte[], Instant, null; what is
 *     none of these is a wrong value
 * @param path where in the request a key is, for messages
 */
record FeatureQuery(Selection selection, List<Map<String, Object>> entities, GetOptions options, KeyPath path) {
    /** How a kind of request names a key of an entity. */
    @FunctionalInterface
    interface KeyPath {
        String of(int entity, String key);
    }
}
