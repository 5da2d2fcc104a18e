package dev.sluice.catalog.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a view is computed.
 *
 * @param keys the key columns with their types
 * @param transform sql, class or aggregate
 * @param text the query, the class or the aggregations
 * @param declared the file and line; null when it was built in Java
 */
public record ViewDefinition(
        String entity,
        List<String> keys,
        List<SourceRead> sources,
        String schedule,
        @Nullable String ttl,
        String availabilityDelay,
        String transform,
        String text,
        @Nullable String declared) {
    /** A source that is read. */
    public record SourceRead(String source, String lookback) {}
}
