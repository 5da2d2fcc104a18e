package dev.sluice.pointintime.stream;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The operator on data sets. */
public final class NewestRowsOperator {
    private NewestRowsOperator() {}

    /**
     * To each label of a timeline the newest rows before it.
     *
     * @param timeline {@code slot, key, moment, asks, label} and a struct for each view, whose first field is a long that
     *     is not null
     * @return {@code key, moment, label} and the structs
     */
    public static Dataset<Row> of(Dataset<Row> timeline) {
        return Dataset.ofRows(
                timeline.sparkSession(),
                NewestRowsPlan.over(timeline.queryExecution().analyzed()));
    }

    /** Lets a session execute what {@link #of} returns. */
    public static void enableIn(SparkSession session) {
        NewestRowsStrategy.addTo(session);
    }
}
