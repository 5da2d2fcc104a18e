package dev.sluice.pointintime.stream;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The operator on data sets. */
public final class TimelineOperator {
    private TimelineOperator() {}

    /**
     * To each label of a timeline what can be told of the rows before it.
     *
     * @param timeline {@code slot, key, moment, asks, label} and a struct for each view, whose first field is a long that
     *     is not null
     * @param kinds how each view is followed
     * @return {@code key, moment, label} and the structs
     */
    public static Dataset<Row> of(Dataset<Row> timeline, List<FollowerKind> kinds) {
        return Dataset.ofRows(
                timeline.sparkSession(),
                TimelinePlan.over(timeline.queryExecution().analyzed(), List.copyOf(kinds)));
    }

    /** Lets a session execute what {@link #of} returns. */
    public static void enableIn(SparkSession session) {
        TimelineStrategy.addTo(session);
    }
}
