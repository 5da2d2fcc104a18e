package dev.sluice.feature;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is said about a thing for people: a description, an owner, tags; empty where nothing is said. */
public record Metadata(String description, String owner, Map<String, String> tags) {
    public static final Metadata NONE = new Metadata("", "", Map.of());

    public Metadata {
        tags = Map.copyOf(tags);
    }

    void describe(SortedMap<String, String> fields) {
        putIfSaid(fields, "description", description);
        putIfSaid(fields, "owner", owner);
        new TreeMap<>(tags).forEach((tag, value) -> fields.put("tags." + tag, value));
    }

    private static void putIfSaid(SortedMap<String, String> fields, String field, String value) {
        if (!value.isEmpty()) {
            fields.put(field, value);
        }
    }
}
