package dev.sluice.online;

import dev.sluice.feature.Entity;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.type.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key of one entity: its name and its key's values, as values and as the text that a store knows it by.
 *
 * <p>The text is readable and no two keys share one: {@code airport|ORD}, {@code route|ATL|ORD}. Between the bars stands
 * what {@link ValueText} writes, with bars, percent signs and control characters as {@code %XX}. The declared type
 * decides: the int 7 and the long 7 of a long key are the same key. Keys are equal when their texts are.
 */
public final class EntityKey {
    /** The longest text that DynamoDB takes as a partition key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 2048;

    private final String entity;
    private final List<Object> values;
    private final String text;

    private EntityKey(String entity, List<Object> values, String text) {
        this.entity = entity;
        this.values = values;
        this.text = text;
    }

    /** The key of these values, in the order of the entity's key columns. */
    public static EntityKey of(Entity entity, List<?> values) {
        if (values.size() != entity.key().size()) {
            throw OnlineStoreError.INVALID_KEY.problem("Invalid key of entity " + entity.name() + ": " + values.size()
                    + " values for " + entity.keyNames() + ".");
        }
        List<Object> typed = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            typed.add(typed(entity, entity.key().get(i), values.get(i)));
        }
        return of(entity, typed, text(entity, typed));
    }

    /** The key of these values by key column; a missing, a null and an additional one are errors. */
    public static EntityKey of(Entity entity, Map<String, ?> values) {
        List<@Nullable Object> ordered = new ArrayList<>(entity.key().size());
        for (Column column : entity.key()) {
            ordered.add(values.get(column.name()));
        }
        if (values.size() > entity.key().size()) {
            refuseAdditional(entity, values);
        }
        return of(entity, ordered);
    }

    /** Reads what {@link #text} writes. */
    public static EntityKey parse(Entity entity, String text) {
        String[] parts = text.split("\\|", -1);
        if (!parts[0].equals(entity.name()) || parts.length != entity.key().size() + 1) {
            throw unreadable(entity, text);
        }
        List<Object> values = new ArrayList<>(parts.length - 1);
        for (int i = 1; i < parts.length; i++) {
            values.add(value(entity, text, entity.key().get(i - 1), parts[i]));
        }
        EntityKey key = of(entity, values);
        if (!key.text.equals(text)) {
            throw unreadable(entity, text);
        }
        return key;
    }

    private static Object value(Entity entity, String text, Column column, String part) {
        try {
            return ValueText.parse(column.type(), KeyEscape.unescaped(part));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | SluiceException e) {
            throw unreadable(entity, text);
        }
    }

    private static EntityKey of(Entity entity, List<Object> values, String text) {
        if (text.length() * 3 > MAX_BYTES) {
            checkLength(entity, text);
        }
        return new EntityKey(entity.name(), List.copyOf(values), text);
    }

    private static void checkLength(Entity entity, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw OnlineStoreError.INVALID_KEY.problem("Invalid key of entity " + entity.name() + ": its text has "
                    + bytes + " bytes and a store takes at most " + MAX_BYTES + " (it begins " + text.substring(0, 60)
                    + "). Use a shorter key.");
        }
    }

    private static Object typed(Entity entity, Column column, @Nullable Object value) {
        if (value == null) {
            throw OnlineStoreError.INVALID_KEY.problem(
                    "Invalid key of entity " + entity.name() + ": it has no value for " + column.name() + ".");
        }
        return TypedValue.of(column, value, OnlineStoreError.INVALID_KEY);
    }

    private static String text(Entity entity, List<Object> values) {
        StringBuilder text = new StringBuilder(entity.name());
        for (Object value : values) {
            text.append('|').append(KeyEscape.escaped(ValueText.of(value)));
        }
        return text.toString();
    }

    private static void refuseAdditional(Entity entity, Map<String, ?> values) {
        for (String name : values.keySet()) {
            if (!entity.keyNames().contains(name)) {
                throw OnlineStoreError.INVALID_KEY.problem("Unknown key: '" + name + "' of entity " + entity.name()
                        + "." + NearestName.hint(name, entity.keyNames()));
            }
        }
    }

    private static SluiceException unreadable(Entity entity, String text) {
        String shape = entity.name() + "|" + String.join("|", entity.keyNames());
        return OnlineStoreError.INVALID_KEY.problem(
                "Invalid key of entity " + entity.name() + ": '" + text + "' is not of the form " + shape + ".");
    }

    public String entity() {
        return entity;
    }

    /** The key's values, in the order of its columns and in the Java forms of their types. */
    public List<Object> values() {
        return values;
    }

    /** The text that a store knows this key by; {@link #parse} reads it. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntityKey key && text.equals(key.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
