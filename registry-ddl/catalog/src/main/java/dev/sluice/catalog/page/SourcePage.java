package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;

/**
 * A source.
 *
 * @param path without what is secret
 * @param options values that might be secret are hidden
 * @param files what the registry has seen of it; 0 when it was never looked at or has no files
 */
public record SourcePage(
        String name,
        Head source,
        String format,
        String path,
        String eventTime,
        Map<String, String> options,
        long files,
        List<Reader> readers,
        Lineage lineage)
        implements Page {
    /** What is said about it. */
    public record Head(String description, String owner, Map<String, String> tags, String registration) {}

    /** A view that reads it. */
    public record Reader(String view, String lookback, String description) {}
}
