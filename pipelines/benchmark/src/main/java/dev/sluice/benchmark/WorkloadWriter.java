package dev.sluice.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Writes a workload's Parquet files. The same seeds give the same files: keys follow a power law, a value in twenty is null. */
final class WorkloadWriter {
    private static final int FILES = 4;

    private final SparkSession spark;
    private final Workload workload;

    WorkloadWriter(SparkSession spark, Workload workload) {
        this.spark = spark;
        this.workload = workload;
    }

    void write(int views) {
        writeUnlessThere(workload.spine(), "spine.sql", 0, workload.shape().labels());
        for (int view = 0; view < views; view++) {
            writeUnlessThere(
                    workload.view(view),
                    "view.sql",
                    1_000L * (view + 1),
                    workload.shape().rows());
        }
    }

    void writeEvents() {
        writeUnlessThere(workload.spine(), "spine.sql", 0, workload.shape().labels());
        writeUnlessThere(workload.events(), "events.sql", 500, workload.shape().rows());
    }

    private void writeUnlessThere(String folder, String query, long seed, long rows) {
        if (Files.exists(Path.of(folder, "_SUCCESS"))) {
            return;
        }
        spark.range(0, rows, 1, FILES).createOrReplaceTempView("numbers");
        String text = SqlFile.text(query).replace(":seed", Long.toString(seed));
        Dataset<Row> made = spark.sql(
                text,
                Map.of(
                        "keys",
                        workload.shape().keys(),
                        "hot_share",
                        workload.shape().hotShare()));
        made.write().mode(SaveMode.Overwrite).parquet(folder);
    }
}
