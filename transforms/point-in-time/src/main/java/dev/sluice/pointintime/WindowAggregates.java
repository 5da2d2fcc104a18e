package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.AggregateFunction.Kind;
import dev.sluice.feature.WindowFeature;
import dev.sluice.spark.SparkTypes;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.WindowColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A view's windows over events of known age: by Spark's own aggregate functions where these are exact, else by ours. */
final class WindowAggregates {
    private static final String OURS = "ours";

    private final ViewEvents view;

    WindowAggregates(ViewEvents view) {
        this.view = view;
    }

    /**
     * The features of each key and moment, as FeatureStruct.
     *
     * @param events {@code key, moment, age, event}; the event may be null
     */
    Dataset<Row> of(Dataset<Row> events) {
        List<WindowFeature> features = view.aggregates().features();
        List<WindowPlan.Output> outputs = WindowPlan.of(view.aggregates()).outputs();
        List<Column> aggregates = new ArrayList<>();
        List<Column> fields = new ArrayList<>();
        boolean ours = false;
        for (int i = 0; i < features.size(); i++) {
            Optional<Column> plain = plain(features.get(i), outputs.get(i).input());
            plain.ifPresent(aggregates::add);
            ours |= plain.isEmpty();
            Column aggregated = plain.isPresent()
                    ? checked(features.get(i), col("a" + (aggregates.size() - 1)))
                    : col(OURS).getField("f" + i);
            fields.add(aggregated.as("f" + i));
        }
        for (int i = 0; i < aggregates.size(); i++) {
            aggregates.set(i, aggregates.get(i).as("a" + i));
        }
        Column first = ours
                ? WindowColumns.featuresOfEvents(view.aggregates(), struct(col("age"), col("event")), view.eventType())
                        .as(OURS)
                : lit(0).as(OURS);
        return events.groupBy("key", "moment")
                .agg(first, aggregates.toArray(Column[]::new))
                .select(
                        col("key"),
                        col("moment"),
                        struct(fields.toArray(Column[]::new)).as("features"));
    }

    private Optional<Column> plain(WindowFeature feature, int input) {
        AggregateFunction function = feature.function();
        DataType held = EventStruct.type(feature.aggregation().type());
        Column value = col("event").getField(EventStruct.value(input));
        Column normal = held.equals(DataTypes.DoubleType) ? value.plus(0.0) : value;
        Column inside = when(col("age").leq(lit(feature.window().micros())), normal);
        boolean asItIs = held.equals(SparkTypes.of(feature.aggregation().type()));
        if (function.kind() == Kind.COUNT) {
            return Optional.of(count(inside));
        }
        if (function.kind() == Kind.SUM && held.equals(DataTypes.LongType)) {
            return Optional.of(sum(inside.cast("decimal(20,0)")));
        }
        if (asItIs && function.kind() == Kind.MIN) {
            return Optional.of(min(inside));
        }
        return asItIs && function.kind() == Kind.MAX ? Optional.of(max(inside)) : Optional.empty();
    }

    /** A sum of longs is a long. */
    private static Column checked(WindowFeature feature, Column aggregated) {
        if (feature.function().kind() != Kind.SUM) {
            return aggregated;
        }
        Column message = concat(
                lit("Cannot sum whole numbers: their sum in one window, "),
                aggregated.cast("string"),
                lit(", does not fit a long. Declare the aggregation's type as double or decimal."));
        return when(aggregated.between(lit(Long.MIN_VALUE), lit(Long.MAX_VALUE)), aggregated.cast("bigint"))
                .when(aggregated.isNotNull(), raise_error(message).cast("bigint"));
    }
}
