package dev.sluice.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.struct;

import dev.sluice.pointintime.JoinEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What no join in Spark can do without: reads labels and views, shuffles them by key, sorts them by key and time, and writes the
 * answer, which it was given.
 */
record Floor(SparkSession spark) implements Contender {
    @Override
    public String name() {
        return "floor";
    }

    @Override
    public void prepare(Workload workload, int views) {
        if (!Files.exists(given(workload, views).resolve("_SUCCESS"))) {
            new SluiceJoin(spark, JoinEngine.STREAM, SluiceJoin.Keys.WHOLE)
                    .join(workload, views, given(workload, views));
        }
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews files = new SparkViews(spark, workload);
        Dataset<Row> timeline = files.spine()
                .select(
                        hash(col("entity")).as("place"),
                        col("label_time").as("moment"),
                        struct("*").as("label"));
        for (int view = 0; view < views; view++) {
            Dataset<Row> rows = files.view(view)
                    .select(
                            hash(col("entity")).as("place"),
                            col("event_time").as("moment"),
                            struct("*").as("view_" + view));
            timeline = timeline.unionByName(rows, true);
        }
        timeline.repartition(col("place"))
                .sortWithinPartitions("place", "moment")
                .write()
                .format("noop")
                .mode("overwrite")
                .save();
        SparkViews.write(spark.read().parquet(given(workload, views).toString()), answer);
    }

    private static Path given(Workload workload, int views) {
        return workload.folder().resolve("floor-" + views);
    }
}
