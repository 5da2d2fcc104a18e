package dev.sluice.pointintime.stream;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.FeatureStruct;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.TypeUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** How a view is followed. */
public sealed interface FollowerKind extends Serializable {
    /** By its newest row. */
    FollowerKind NEWEST_ROW = new Newest();

    /** By windows over its events. */
    static FollowerKind windows(WindowPlan plan, FeatureStruct features) {
        return new Windows(plan, features);
    }

    Follower follower(StructType column);

    /** The type of the answers. */
    DataType answerType(DataType column);

    /** The greatest row of those seen so far. */
    record Newest() implements FollowerKind {
        @Override
        public Follower follower(StructType column) {
            return new NewestRow(column, TypeUtils.getInterpretedOrdering(column));
        }

        @Override
        public DataType answerType(DataType column) {
            return column;
        }
    }

    /** The features of the windows that end at the label's moment, which the answer repeats as {@code event_time}. */
    record Windows(WindowPlan plan, FeatureStruct features) implements FollowerKind {
        @Override
        public Follower follower(StructType column) {
            return new EventWindows(plan, EventStruct.of(plan, column), features);
        }

        @Override
        public DataType answerType(DataType column) {
            return new StructType()
                    .add("event_time", DataTypes.LongType, false)
                    .add("features", features.type(), false);
        }

        @Override
        public String toString() {
            return "windows";
        }
    }
}
