package dev.sluice.registry;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field of a definition that differs.
 *
 * @param field as {@code Definition.fields()} calls it
 * @param before null when it was not said
 * @param after null when it is no longer said
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {
    /** What differs between two maps of fields, sorted by field. */
    public static List<FieldChange> between(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .map(field -> new FieldChange(field, before.get(field), after.get(field)))
                .toList();
    }

    /** The field and what happened to it: {@code ttl changed}, {@code features.x.type added}. */
    String summary() {
        return field + (before == null ? " added" : after == null ? " removed" : " changed");
    }
}
