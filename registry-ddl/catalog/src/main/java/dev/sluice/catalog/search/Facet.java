package dev.sluice.catalog.search;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A property by which what was found can be narrowed down.
 *
 * @param name kind, owner, tag or type
 * @param values those that occur most often among what was found, the most frequent first
 */
public record Facet(String name, List<Count> values) {
    /** All there are, in the order in which people want them. */
    public static final List<String> NAMES = List.of("kind", "type", "owner", "tag");

    public Facet {
        values = List.copyOf(values);
    }

    /** How often a value occurs. */
    public record Count(String value, int count) {}

    static String checked(String name) {
        if (!NAMES.contains(name)) {
            throw VocabularyError.invalid("Unknown filter: '" + name + "'." + NearestName.hint(name, NAMES));
        }
        return name;
    }

    /** What a document says of each facet; empty ones are left out. */
    static Map<String, List<String>> values(SearchDocument document) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("kind", List.of(document.kind()));
        values.put("type", said(document.type()));
        values.put("owner", said(document.owner()));
        values.put(
                "tag",
                document.tags().entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .toList());
        values.values().removeIf(List::isEmpty);
        return Map.copyOf(values);
    }

    private static List<String> said(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
