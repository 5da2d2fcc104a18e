package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each piece of a hot key must know of the pieces before it. */
record CarryOver(KeyPieces pieces) {
    /**
     * One row at the beginning of each piece, with the greatest row of each view of all pieces before it.
     *
     * @param seen rows of views with a history: {@code key, moment, asks, view_N...}
     */
    Dataset<Row> ofHistories(Dataset<Row> seen, List<String> views) {
        List<Column> greatest =
                views.stream().map(view -> max(col(view)).as(view)).toList();
        Column none = lit(null).cast("bigint");
        Dataset<Row> ends = seen.filter(pieces.isHot(col("key")))
                .withColumn("cut", pieces.cuts(col("key"), col("moment"), none).getItem(0))
                .filter(col("cut").isNotNull())
                .groupBy("key", "cut")
                .agg(greatest.get(0), greatest.subList(1, greatest.size()).toArray(Column[]::new));
        Column later = explode(pieces.cuts(col("key"), col("cut").minus(1), none));
        return ends.withColumn("moment", later).withColumn("asks", lit(false)).withColumn("cut", col("moment"));
    }

    /**
     * The events once more for each later piece in which a window still reaches them; {@code cut} is where that begins.
     *
     * @param seen {@code key, moment, asks, view_N}
     */
    Dataset<Row> ofEvents(Dataset<Row> seen, ViewEvents view) {
        Column reached = callUDF("try_add", col(view.name()).getField("event_time"), lit(view.longestWindowMicros()));
        return seen.filter(pieces.isHot(col("key")))
                .withColumn("cut", explode(pieces.cuts(col("key"), col("moment"), reached)));
    }
}
