package dev.sluice.registry;

import java.util.List;

/**
 * What differs between two registered definitions.
 *
 * @param fields sorted by field; without the query
 * @param sql the lines of the query, as {@link LineDiff} shows them; empty when it is the same
 */
public record VersionDiff(List<FieldChange> fields, List<String> sql) {
    private static final String QUERY = "transform.sql";

    public VersionDiff {
        fields = List.copyOf(fields);
        sql = List.copyOf(sql);
    }

    public static VersionDiff of(RegisteredDefinition former, RegisteredDefinition later) {
        return new VersionDiff(
                FieldChange.between(former.fields(), later.fields()).stream()
                        .filter(change -> !change.field().equals(QUERY))
                        .toList(),
                LineDiff.of(query(former), query(later)).unified());
    }

    private static String query(RegisteredDefinition definition) {
        return definition.fields().getOrDefault(QUERY, "");
    }

    public boolean isEmpty() {
        return fields.isEmpty() && sql.isEmpty();
    }
}
