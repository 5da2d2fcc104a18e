package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Answers by Spark SQL: the newest rows by one window query; the windows of each view with events by a join on key and bucket
 * of time.
 *
 * @param newestRows the window query
 * @param twoBuckets the join
 */
record WindowQuery(SqlText newestRows, SqlText twoBuckets) implements TimelineAnswers {
    static WindowQuery standard() {
        return new WindowQuery(SqlText.resource("newest-rows.sql"), SqlText.resource("two-buckets.sql"));
    }

    @Override
    public Dataset<Row> of(Dataset<Row> timeline, List<TimelinePart> views) {
        timeline.createOrReplaceTempView("timeline");
        List<Integer> histories = views.stream()
                .filter(ViewHistory.class::isInstance)
                .map(TimelinePart::number)
                .toList();
        Dataset<Row> answers = timeline.sparkSession().sql(newestRows.forViews(histories));
        for (TimelinePart view : views) {
            answers = view instanceof ViewEvents events ? withWindows(answers, events) : answers;
        }
        return answers;
    }

    private Dataset<Row> withWindows(Dataset<Row> answers, ViewEvents view) {
        Dataset<Row> events = answers.sparkSession()
                .sql(twoBuckets.forView(view.number()), Map.of("window", view.longestWindowMicros()));
        Dataset<Row> windows = new WindowAggregates(view).of(events).toDF("asked_key", "asked_moment", "features");
        return answers.join(
                        windows,
                        col("key").equalTo(col("asked_key")).and(col("moment").equalTo(col("asked_moment"))),
                        "left")
                .withColumn(
                        view.name(),
                        when(
                                col("features").isNotNull(),
                                struct(col("asked_moment").as("event_time"), col("features"))))
                .drop("asked_key", "asked_moment", "features");
    }
}
