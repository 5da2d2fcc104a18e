package dev.sluice.transform.window;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.Transform;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/** Aggregate functions of Spark over events and tiles. Their answers do not depend on any order or grouping. */
public final class WindowColumns {
    private WindowColumns() {}

    /** The bytes of the summary of a group of events. */
    public static Column summary(Transform.Aggregates aggregates, Column event, StructType eventType) {
        WindowPlan plan = WindowPlan.of(aggregates);
        return aggregate(new TileAccumulation(plan, EventStruct.of(plan, eventType)), event);
    }

    /**
     * The features, as {@link FeatureStruct}, of windows that end at one moment.
     *
     * @param tile a struct of an age, how many microseconds before the windows' end the tile begins, and the bytes of a summary,
     *     perhaps null
     */
    public static Column featuresOfTiles(Transform.Aggregates aggregates, Column tile) {
        WindowPlan plan = WindowPlan.of(aggregates);
        return aggregate(new WindowAccumulation(plan, FeatureStruct.of(aggregates.features()), null), tile);
    }

    /** The same of events: {@code event} is a struct of an age and an event, perhaps null. */
    public static Column featuresOfEvents(Transform.Aggregates aggregates, Column event, StructType eventType) {
        WindowPlan plan = WindowPlan.of(aggregates);
        return aggregate(
                new WindowAccumulation(plan, FeatureStruct.of(aggregates.features()), EventStruct.of(plan, eventType)),
                event);
    }

    private static <T> Column aggregate(Accumulation<T> accumulation, Column struct) {
        return new Column(new StructAggregate<>(accumulation, struct.expr(), 0, 0).toAggregateExpression());
    }
}
