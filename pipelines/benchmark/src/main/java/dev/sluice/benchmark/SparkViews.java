package dev.sluice.benchmark;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A workload's files as temporary views of Spark: {@code spine} and {@code view_n}. */
record SparkViews(SparkSession spark, Workload workload) {
    Dataset<Row> spine() {
        Dataset<Row> spine = spark.read().parquet(workload.spine());
        spine.createOrReplaceTempView("spine");
        return spine;
    }

    Dataset<Row> view(int number) {
        spark.read().parquet(workload.view(number)).createOrReplaceTempView("file_" + number);
        Dataset<Row> view = spark.sql(SqlFile.forView("named-view.sql", number));
        view.createOrReplaceTempView("view_" + number);
        return view;
    }

    static void write(Dataset<Row> answer, Path folder) {
        answer.write().parquet(folder.toString());
    }
}
