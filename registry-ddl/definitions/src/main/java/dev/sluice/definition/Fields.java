package dev.sluice.definition;

import dev.sluice.feature.Metadata;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.Origin;
import dev.sluice.time.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The known keys of a mapping and their values. */
final class Fields {
    private final Value mapping;
    private final String what;
    private final Map<String, Value> values;

    private Fields(Value mapping, String what, Map<String, Value> values) {
        this.mapping = mapping;
        this.what = what;
        this.values = values;
    }

    static Fields of(Value mapping, String what, Map<String, Value> values, List<String> known) {
        Map<String, Value> kept = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (known.contains(key)) {
                kept.put(key, value);
            } else {
                mapping.mistakes().add(value.origin(), unknown(key, what, known));
            }
        });
        return new Fields(mapping, what, kept);
    }

    private static String unknown(String key, String what, List<String> known) {
        return "Unknown key '" + key + "' in " + what + "." + NearestName.hint(key, known);
    }

    Origin origin() {
        return mapping.origin();
    }

    Origin origin(String key) {
        Value value = values.get(key);
        return value == null ? mapping.origin() : value.origin();
    }

    Mistakes mistakes() {
        return mapping.mistakes();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A value that must be there. */
    Optional<Value> required(String key) {
        Optional<Value> value = value(key);
        if (value.isEmpty()) {
            mistakes().add(origin(), "The key '" + key + "' is missing in " + what + ".");
        }
        return value;
    }

    Optional<String> requiredText(String key) {
        return required(key).flatMap(Value::text);
    }

    Optional<String> text(String key) {
        return value(key).flatMap(Value::text);
    }

    int version() {
        return value("version").flatMap(Value::integer).orElse(1);
    }

    @Nullable
    TimeSpan span(String key) {
        Optional<String> text = text(key);
        return text.isEmpty() ? null : mistakes().collect(origin(key), () -> TimeSpan.parse(text.get()));
    }

    /** A mapping of texts to texts; empty when it is not there. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        value(key)
                .flatMap(Value::entries)
                .ifPresent(entries ->
                        entries.forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** The description, the owner and the tags. */
    Metadata metadata() {
        return new Metadata(text("description").orElse(""), text("owner").orElse(""), texts("tags"));
    }
}
