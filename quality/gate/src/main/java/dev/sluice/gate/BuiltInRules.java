package dev.sluice.gate;

import dev.sluice.feature.FeatureView;
import dev.sluice.gate.Rule.Finding;
import dev.sluice.layout.SystemColumn;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
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
        return Rule.builtIn("declared types", List.of(), answers -> new Finding(wrong.isEmpty(), observed, 0, 0));
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
        return ofRows("key " + key.name() + " is not null", present);
    }

    private static Rule timesInside(Partition partition) {
        String name = QuotedName.of(EVENT_TIME.name());
        String condition = name + " > " + micros(partition.start()) + " AND " + name + " <= " + micros(partition.end());
        return ofRows(
                "event_time inside (" + partition.start() + ", " + partition.end() + "]",
                new Measure.Matches(condition, Measure.ALL_ROWS));
    }

    private static String micros(java.time.Instant instant) {
        return "timestamp_micros(" + EpochMicros.of(instant) + "L)";
    }

    private static Rule oneRowPerKeyAndTime(FeatureView view) {
        List<String> columns = new ArrayList<>(view.entity().keyNames());
        columns.add(EVENT_TIME.name());
        String text = "one row per " + String.join(", ", view.entity().keyNames()) + " and event_time";
        return ofRows(text, new Measure.Singles(columns, Measure.ALL_ROWS));
    }

    private static Rule ofRows(String text, Measure matches) {
        return Rule.builtIn(text, List.of(matches), answers -> {
            Answer.Counts counts = answers.counts(matches);
            long broken = counts.counted() - counts.matching();
            String observed = broken + " of " + ExpectationResult.rows(counts.counted()) + " unexpected";
            return new Finding(broken == 0, observed, counts.counted(), broken);
        });
    }

    private static List<Column> declared(FeatureView view) {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().forEach(feature -> columns.add(feature.column()));
        columns.add(EVENT_TIME);
        return columns;
    }
}
