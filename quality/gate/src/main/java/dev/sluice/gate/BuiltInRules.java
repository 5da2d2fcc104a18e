package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.SystemColumn;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What must hold of every view's rows, whatever its suite says. */
final class BuiltInRules {
    private static final Column EVENT_TIME = new Column(SystemColumn.EVENT_TIME.column(), Scalar.TIMESTAMP);

    private BuiltInRules() {}

    static List<Rule> of(FeatureView view, StructType schema, Partition partition) {
        List<Rule> rules = new ArrayList<>();
        rules.add(declaredTypes(view, schema));
        view.entity().key().forEach(key -> rules.add(notNull(key)));
        rules.add(oneRowPerKeyAndTime(view));
        rules.add(timesInside(partition));
        return rules;
    }

    /** What the declared columns and those of the rows differ in; columns that are not declared do not matter. */
    static List<String> differences(FeatureView view, StructType schema) {
        return declared(view).stream()
                .flatMap(column -> difference(column, schema).stream())
                .toList();
    }

    private static Rule declaredTypes(FeatureView view, StructType schema) {
        List<String> wrong = differences(view, schema);
        String observed = wrong.isEmpty() ? "as declared" : String.join(", ", wrong);
        List<String> names = declared(view).stream().map(Column::name).toList();
        return new Rule(
                "declared types",
                own("expect_table_columns_to_match_set", Map.of("column_set", names, "exact_match", false)),
                List.of(),
                null,
                answers -> Finding.ofValue(wrong.isEmpty(), List.of(schema.fieldNames()), observed, 0));
    }

    private static Optional<String> difference(Column column, StructType schema) {
        if (!List.of(schema.fieldNames()).contains(column.name())) {
            return Optional.of(column.name() + " is missing");
        }
        StructField field = schema.apply(column.name());
        return field.dataType().sameType(SparkTypes.of(column.type()))
                ? Optional.empty()
                : Optional.of(
                        column.name() + " is " + field.dataType().simpleString() + " instead of " + column.type());
    }

    private static Rule notNull(Column key) {
        Measure present = new Measure.Matches(QuotedName.of(key.name()) + " IS NOT NULL", Measure.ALL_ROWS);
        return ofRows(
                "key " + key.name() + " is not null",
                own("expect_column_values_to_not_be_null", Map.of("column", key.name())),
                present);
    }

    private static Rule timesInside(Partition partition) {
        String name = QuotedName.of(EVENT_TIME.name());
        String condition = name + " > " + micros(partition.start()) + " AND " + name + " <= " + micros(partition.end());
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("column", EVENT_TIME.name());
        arguments.put("min_value", partition.start().toString());
        arguments.put("max_value", partition.end().toString());
        arguments.put("strict_min", true);
        return ofRows(
                "event_time inside (" + partition.start() + ", " + partition.end() + "]",
                own("expect_column_values_to_be_between", arguments),
                new Measure.Matches(condition, Measure.ALL_ROWS));
    }

    private static String micros(java.time.Instant instant) {
        return "timestamp_micros(" + EpochMicros.of(instant) + "L)";
    }

    private static Rule oneRowPerKeyAndTime(FeatureView view) {
        List<String> columns = new ArrayList<>(view.entity().keyNames());
        columns.add(EVENT_TIME.name());
        return ofRows(
                "one row per " + String.join(", ", view.entity().keyNames()) + " and event_time",
                own("expect_compound_columns_to_be_unique", Map.of("column_list", List.copyOf(columns))),
                new Measure.Singles(columns, Measure.ALL_ROWS));
    }

    private static Rule ofRows(String text, Expectation declared, Measure matches) {
        return new Rule(text, declared, List.of(matches), matches, answers -> {
            Answer.Counts counts = answers.counts(matches);
            Finding found = Finding.ofRows(counts, counts.counted(), BigDecimal.ONE);
            String observed =
                    found.unexpectedCount() + " of " + ExpectationResult.rows(counts.counted()) + " unexpected";
            return new Finding(found.success(), observed, counts.counted(), found.unexpectedCount(), found.details());
        });
    }

    private static Expectation own(String type, Map<String, ?> arguments) {
        return new Expectation(type, new LinkedHashMap<>(arguments), Severity.CRITICAL, null);
    }

    private static List<Column> declared(FeatureView view) {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().forEach(feature -> columns.add(feature.column()));
        columns.add(EVENT_TIME);
        return columns;
    }
}
