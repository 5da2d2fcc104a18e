package dev.sluice.registry;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which fields of a definition decide the values of rows, told by their names: what a view no longer says has only a name. */
final class Meaning {
    /** The text of a view's query. */
    static final String SQL = "transform.sql";

    /** The text that stands for what the query means, where that is another one. */
    static final String FORMER_SQL = "transform.former_sql";

    private static final Set<String> VIEW_FIELDS = Set.of("entity", "entity.key", "schedule");
    private static final List<String> PARTS = List.of("sources.", "transform.", "aggregate.");
    private static final Pattern FEATURE_TYPE = Pattern.compile("features\\.[^.]+\\.type");
    private static final Set<String> SOURCE_FIELDS = Set.of("format", "path", "event_time");

    private Meaning() {}

    /** Of a registered view's fields those that decide its values: agrees with {@code FeatureView.meaning()}. */
    static SortedMap<String, String> ofView(SortedMap<String, String> fields) {
        SortedMap<String, String> meaning = new TreeMap<>(fields);
        meaning.keySet().removeIf(field -> !isOfView(field));
        String former = meaning.remove(FORMER_SQL);
        if (former != null) {
            meaning.put(SQL, former);
        }
        return meaning;
    }

    private static boolean isOfView(String field) {
        return VIEW_FIELDS.contains(field) || PARTS.stream().anyMatch(field::startsWith) || isFeatureType(field);
    }

    /** Agrees with what {@code Project.computationHash} takes from a source. */
    static boolean isOfSource(String field) {
        return SOURCE_FIELDS.contains(field) || field.startsWith("options.") || field.startsWith("columns.");
    }

    static boolean isFeatureType(String field) {
        return FEATURE_TYPE.matcher(field).matches();
    }
}
