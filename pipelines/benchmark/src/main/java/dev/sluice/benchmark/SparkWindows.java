package dev.sluice.benchmark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Windows by a query of Spark SQL over {@code spine} and {@code events}. */
record SparkWindows(SparkSession spark, String name, String query) implements Contender {
    @Override
    public void join(Workload workload, int views, Path answer) {
        spark.read()
                .parquet(workload.spine())
                .selectExpr("*", "unix_micros(label_time) AS asked")
                .createOrReplaceTempView("spine");
        spark.read().parquet(workload.events()).createOrReplaceTempView("events");
        SparkViews.write(spark.sql(SqlFile.text(query)), answer);
    }
}
