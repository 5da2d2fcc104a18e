package dev.sluice.definition;

import dev.sluice.feature.Entity;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entity. */
final class EntityReader {
    private EntityReader() {}

    static Optional<Entity> read(Value value) {
        return value.fields("an entity", Keys.ENTITY).flatMap(EntityReader::read);
    }

    private static Optional<Entity> read(Fields fields) {
        Optional<String> name = fields.requiredText("entity");
        Optional<Map<String, Value>> key = fields.required("key").flatMap(Value::entries);
        if (name.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        int before = fields.mistakes().count();
        List<Column> columns = new ArrayList<>();
        key.get()
                .forEach((column, type) -> type.text().ifPresent(text -> {
                    ValueType read = fields.mistakes().collect(type.origin(), () -> ValueType.parse(text));
                    if (read != null) {
                        columns.add(new Column(column, read));
                    }
                }));
        return fields.mistakes().count() > before
                ? Optional.empty()
                : Optional.ofNullable(fields.mistakes()
                        .collect(fields.origin("key"), () -> new Entity(name.get(), columns, fields.metadata())));
    }
}
