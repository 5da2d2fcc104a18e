package dev.sluice.pointintime;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.Transform;
import dev.sluice.pointintime.stream.FollowerKind;
import dev.sluice.transform.window.FeatureStruct;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The events of a view that aggregates, in the columns that an engine works with.
 *
 * @param rows {@code key}; {@code event}, a struct as EventStruct has it
 */
record ViewEvents(
        int number, Dataset<Row> rows, Transform.Aggregates aggregates, long availabilityDelayMicros, Column defaults)
        implements TimelinePart {
    /** Windows are as old as the label. */
    @Override
    public long ttlMicros() {
        return Long.MAX_VALUE;
    }

    @Override
    public FollowerKind follower() {
        return FollowerKind.windows(WindowPlan.of(aggregates), FeatureStruct.of(aggregates.features()));
    }

    StructType eventType() {
        return (StructType) rows.schema().apply("event").dataType();
    }

    long longestWindowMicros() {
        return aggregates.longest().micros();
    }
}
