package dev.sluice.catalog.search;

import java.util.Map;

/**
 * Something that can be found.
 *
 * @param kind feature_view, feature, feature_service, entity or source
 * @param name as people type it
 * @param of the view of a feature, the entity of a view; empty for others
 * @param type of a feature's values; empty for others
 * @param address of its page
 */
public record SearchDocument(
        String kind,
        String name,
        String of,
        String description,
        String owner,
        Map<String, String> tags,
        String type,
        String address) {
    public SearchDocument {
        tags = Map.copyOf(tags);
    }
}
