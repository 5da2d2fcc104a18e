package dev.sluice.pointintime;

import dev.sluice.pointintime.stream.NewestRowsOperator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The newest rows by an operator of our own that walks the sorted timeline once. */
record SortedStream() implements NewestRows {
    @Override
    public Dataset<Row> of(Dataset<Row> timeline, List<Integer> views) {
        String[] columns = Stream.concat(
                        Stream.of("slot", "key", "moment", "asks", "label"),
                        views.stream().map(view -> "view_" + view))
                .toArray(String[]::new);
        return NewestRowsOperator.of(timeline.selectExpr(columns));
    }

    @Override
    public void enableIn(SparkSession session) {
        NewestRowsOperator.enableIn(session);
    }
}
