package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Something that features describe, named by a key of one or more columns: an airport, a route. */
public record Entity(String name, List<Column> key, Metadata metadata) implements Definition {
    public Entity {
        Identifier.checked("entity", name);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw VocabularyError.invalid("Invalid entity: " + name + " has no key. Give it at least one key column.");
        }
        key.forEach(column -> checkKey(name, column));
        Columns.checkDistinct("entity " + name, key.stream().map(Column::name).toList());
    }

    private static void checkKey(String entity, Column column) {
        Identifier.checkedColumn("key", column.name());
        boolean comparable = column.type() instanceof ValueType.Scalar scalar
                ? scalar != ValueType.Scalar.FLOAT && scalar != ValueType.Scalar.DOUBLE
                : column.type() instanceof ValueType.Decimal;
        if (!comparable) {
            throw VocabularyError.invalid("Invalid key: " + column + " of entity " + entity
                    + ". A key is an int, long, string, boolean, bytes, timestamp, date or decimal.");
        }
    }

    public List<String> keyNames() {
        return key.stream().map(Column::name).toList();
    }

    @Override
    public String kind() {
        return "entity";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        metadata.describe(fields);
        fields.put("key", String.join(", ", key.stream().map(Column::toString).toList()));
        return fields;
    }
}
