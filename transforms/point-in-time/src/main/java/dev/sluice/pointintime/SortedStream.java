package dev.sluice.pointintime;

import dev.sluice.pointintime.stream.TimelineOperator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers by an operator of our own that walks the sorted timeline once. */
record SortedStream() implements TimelineAnswers {
    @Override
    public Dataset<Row> of(Dataset<Row> timeline, List<TimelinePart> views) {
        String[] columns = Stream.concat(
                        Stream.of("slot", "key", "moment", "asks", "label"),
                        views.stream().map(TimelinePart::name))
                .toArray(String[]::new);
        return TimelineOperator.of(
                timeline.selectExpr(columns),
                views.stream().map(TimelinePart::follower).toList());
    }

    @Override
    public boolean takesPieces() {
        return true;
    }

    @Override
    public void enableIn(SparkSession session) {
        TimelineOperator.enableIn(session);
    }
}
