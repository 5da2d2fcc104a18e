package dev.sluice.feature;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A feature of a view.
 *
 * @param defaultValue the text of the value that stands for "nothing visible"; null where nothing does
 */
public record Feature(
        String name,
        ValueType type,
        String description,
        @Nullable String defaultValue) {
    public Feature {
        Identifier.checkedColumn("feature", name);
    }

    public static Feature of(String name, ValueType type) {
        return new Feature(name, type, "", null);
    }

    public Column column() {
        return new Column(name, type);
    }
}
