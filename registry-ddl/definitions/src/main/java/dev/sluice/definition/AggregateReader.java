package dev.sluice.definition;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Transform;
import dev.sluice.problem.NearestName;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the aggregations that a view declares instead of a query. */
final class AggregateReader {
    private static final List<String> OF_QUERIES = List.of("sources", "transform", "class", "features");

    private AggregateReader() {}

    static Optional<Transform> read(Fields fields, Optional<Entity> entity) {
        int before = fields.mistakes().count();
        OF_QUERIES.stream()
                .filter(fields::has)
                .forEach(key -> fields.mistakes()
                        .add(
                                fields.origin(key),
                                "The key '" + key + "' does not go with 'aggregate': the features follow from it."));
        List<Aggregation> aggregations = new ArrayList<>();
        fields.required("aggregate")
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.fields("an aggregation", Keys.AGGREGATION)
                        .flatMap(AggregateReader::aggregation)
                        .ifPresent(aggregations::add)));
        Map<String, String> keys = keys(fields, entity);
        if (fields.mistakes().count() > before) {
            return Optional.empty();
        }
        return Optional.ofNullable(fields.mistakes()
                .collect(fields.origin("aggregate"), () -> new Transform.Aggregates(keys, aggregations)));
    }

    private static Map<String, String> keys(Fields fields, Optional<Entity> entity) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> known = entity.map(Entity::keyNames).orElse(List.of());
        fields.value("on")
                .flatMap(Value::entries)
                .ifPresent(entries -> entries.forEach((key, column) -> {
                    if (entity.isPresent() && !known.contains(key)) {
                        column.mistakes()
                                .add(column.origin(), "Unknown key: '" + key + "'." + NearestName.hint(key, known));
                    }
                    column.text().ifPresent(text -> keys.put(key, text));
                }));
        return keys;
    }

    private static Optional<Aggregation> aggregation(Fields fields) {
        Optional<String> of = fields.requiredText("of");
        List<AggregateFunction> by = parsed(fields, "by", AggregateFunction::parse);
        List<TimeSpan> over = parsed(fields, "over", TimeSpan::parse);
        @Nullable
        ValueType type = fields.mistakes()
                .collect(
                        fields.origin("type"),
                        () -> ValueType.parse(fields.text("type").orElse("double")));
        if (of.isEmpty() || by.isEmpty() || over.isEmpty() || type == null) {
            return Optional.empty();
        }
        String name = fields.text("as").orElse(of.get());
        if (!fields.has("as") && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            fields.mistakes()
                    .add(
                            fields.origin("of"),
                            "The aggregation of '" + name + "' has no name for its features. Give it one with 'as'.");
            return Optional.empty();
        }
        return Optional.ofNullable(
                fields.mistakes().collect(fields.origin(), () -> new Aggregation(of.get(), name, type, by, over)));
    }

    /** The elements of a list that can be read; the others are mistakes at their places. */
    private static <T> List<T> parsed(Fields fields, String key, Function<String, T> parse) {
        List<T> read = new ArrayList<>();
        fields.required(key)
                .flatMap(Value::list)
                .ifPresent(list -> list.forEach(value -> value.text().ifPresent(text -> {
                    @Nullable T element = value.mistakes().collect(value.origin(), () -> parse.apply(text));
                    if (element != null && !read.contains(element)) {
                        read.add(element);
                    }
                })));
        return read;
    }
}
