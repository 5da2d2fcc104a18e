package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import dev.sluice.type.Column;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Data that transforms read: files, a table, or a database query.
 *
 * @param path a folder, file or glob, relative to the project's folder, or a URI; for jdbc the connection's URL
 * @param eventTime the column that says when a row became true; a timestamp or a date
 * @param options the reader's own options, as Spark names them
 * @param columns that it must have, with their types; it may have others
 */
public record Source(
        String name,
        SourceFormat format,
        String path,
        String eventTime,
        Map<String, String> options,
        List<Column> columns,
        Metadata metadata)
        implements Definition {
    public Source {
        Identifier.checked("source", name);
        if (path.isBlank()) {
            throw VocabularyError.invalid("Invalid source: " + name + " has no path.");
        }
        if (eventTime.isBlank()) {
            throw VocabularyError.invalid(
                    "Invalid source: " + name + " has no event_time. Name the column that tells it.");
        }
        options = Map.copyOf(options);
        columns = List.copyOf(columns);
        Columns.checkDistinct(
                "source " + name, columns.stream().map(Column::name).toList());
    }

    /** A hash of all that decides which rows it has, and when they happened. */
    public String reading() {
        SortedMap<String, String> decisive = new TreeMap<>(fields());
        decisive.keySet().retainAll(List.of("format", "path", "event_time"));
        options.forEach((option, value) -> decisive.put("options." + option, value));
        describeColumns(decisive);
        return Definition.fingerprint(decisive);
    }

    /** Whether any of its columns tells of persons. */
    public boolean isPersonal() {
        return Pii.isIn(metadata.tags());
    }

    /** Whether a column tells of persons: the tag {@code pii} is {@code true}, or names it among others ({@code email, name}). */
    public boolean isPersonal(String column) {
        return Pii.isIn(metadata.tags(), column);
    }

    @Override
    public String kind() {
        return "source";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        metadata.describe(fields);
        fields.put("format", format.toString());
        fields.put("path", path);
        fields.put("event_time", eventTime);
        options.forEach((option, value) -> fields.put("options." + option, value));
        describeColumns(fields);
        return fields;
    }

    /** What the declared columns make of texts decides values. */
    public void describeColumns(SortedMap<String, String> fields) {
        columns.forEach(
                column -> fields.put("columns." + column.name(), column.type().toString()));
    }
}
