package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.AggregateFunction.Kind;
import dev.sluice.feature.WindowFeature;
import dev.sluice.spark.SparkTypes;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.WindowColumns;
import java.math.BigDecimal;
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
    private static final int HALF = 32;
    private static final long LOWER_HALF = (1L << HALF) - 1;

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
        for (int i = 0; i < features.size(); i++) {
            Optional<Column> plain = plain(features.get(i), outputs.get(i).input());
            if (plain.isPresent()) {
                aggregates.add(plain.get().as("plain_" + i));
                fields.add(col("plain_" + i).as("f" + i));
            } else {
                fields.add(col(OURS).getField("f" + i).as("f" + i));
            }
        }
        if (aggregates.size() < features.size()) {
            Column ours = WindowColumns.featuresOfEvents(
                    view.aggregates(), struct(col("age"), col("event")), view.eventType());
            aggregates.add(ours.as(OURS));
        }
        return events.groupBy("key", "moment")
                .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new))
                .select(
                        col("key"),
                        col("moment"),
                        struct(fields.toArray(Column[]::new)).as("features"));
    }

    private Optional<Column> plain(WindowFeature feature, int input) {
        Kind function = feature.function().kind();
        DataType held = EventStruct.type(feature.aggregation().type());
        Column value = col("event").getField(EventStruct.value(input));
        Column normal = held.equals(DataTypes.DoubleType) ? value.plus(0.0) : value;
        Column inside = when(col("age").leq(lit(feature.window().micros())), normal);
        boolean asItIs = held.equals(SparkTypes.of(feature.aggregation().type()));
        if (function == Kind.COUNT) {
            return Optional.of(count(inside));
        }
        if (function == Kind.SUM && held.equals(DataTypes.LongType)) {
            return Optional.of(sumOfLongs(inside));
        }
        if (asItIs && function == Kind.MIN) {
            return Optional.of(min(inside));
        }
        return asItIs && function == Kind.MAX ? Optional.of(max(inside)) : Optional.empty();
    }

    /** The halves are summed apart, so that nothing overflows unseen. */
    private static Column sumOfLongs(Column value) {
        Column upper = sum(shiftright(value, HALF)).cast("decimal(20,0)");
        Column lower = sum(value.bitwiseAND(lit(LOWER_HALF))).cast("decimal(20,0)");
        Column sum = upper.multiply(lit(new BigDecimal(1L << HALF))).plus(lower);
        Column message = concat(
                lit("Cannot sum whole numbers: their sum in one window, "),
                sum.cast("string"),
                lit(", does not fit a long. Declare the aggregation's type as double or decimal."));
        return when(sum.between(lit(Long.MIN_VALUE), lit(Long.MAX_VALUE)), sum.cast("bigint"))
                .when(sum.isNotNull(), raise_error(message).cast("bigint"));
    }
}
