package dev.sluice.feature;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.Map;
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
        @Nullable String defaultValue,
        Map<String, String> tags) {
    public Feature {
        Identifier.checkedColumn("feature", name);
        tags = Map.copyOf(tags);
    }

    /** Without tags. */
    public Feature(String name, ValueType type, String description, @Nullable String defaultValue) {
        this(name, type, description, defaultValue, Map.of());
    }

    public static Feature of(String name, ValueType type) {
        return new Feature(name, type, "", null);
    }

    public Feature withTags(Map<String, String> others) {
        return new Feature(name, type, description, defaultValue, others);
    }

    public Column column() {
        return new Column(name, type);
    }
}
