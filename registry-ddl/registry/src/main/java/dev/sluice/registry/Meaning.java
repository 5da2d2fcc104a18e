package dev.sluice.registry;

import java.util.Set;
import java.util.regex.Pattern;

/** Which fields of a definition decide the values of rows, told by their names: what a view no longer says has only a name. */
final class Meaning {
    private static final Set<String> VIEW_FIELDS = Set.of("entity", "entity.key", "schedule");
    private static final Pattern FEATURE_TYPE = Pattern.compile("features\\.[^.]+\\.type");
    private static final Set<String> SOURCE_FIELDS = Set.of("format", "path", "event_time");

    private Meaning() {}

    /** Agrees with {@code FeatureView.meaning()}. */
    static boolean isOfView(String field) {
        return VIEW_FIELDS.contains(field)
                || field.startsWith("sources.")
                || field.startsWith("transform.")
                || isFeatureType(field);
    }

    /** Agrees with what {@code Project.computationHash} takes from a source. */
    static boolean isOfSource(String field) {
        return SOURCE_FIELDS.contains(field) || field.startsWith("options.");
    }

    static boolean isFeatureType(String field) {
        return FEATURE_TYPE.matcher(field).matches();
    }
}
