package dev.sluice.jobs;

import dev.sluice.materializer.ShareOrder;
import dev.sluice.materializer.ShareOutcome;
import dev.sluice.materializer.ShareWorkers;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark's executors as writers: each order is a job of one task, which Spark begins again where an executor is lost. */
final class SparkShares implements ShareWorkers {
    private final JavaSparkContext spark;
    private final ShareTask task;

    private SparkShares(JavaSparkContext spark, ShareTask task) {
        this.spark = spark;
        this.task = task;
    }

    /** @param writeUnits are shared out among the cores: a table has one budget */
    static SparkShares of(SparkSession session, String endpoint, String table, long writeUnits) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        long share = writeUnits == 0 ? 0 : Math.max(1, writeUnits / parallelism(spark));
        return new SparkShares(spark, new ShareTask(endpoint, table, share));
    }

    @Override
    public ShareOutcome write(ShareOrder order) {
        return spark.parallelize(List.of(order), 1).map(task).collect().get(0);
    }

    @Override
    public int parallelism() {
        return parallelism(spark);
    }

    private static int parallelism(JavaSparkContext spark) {
        return Math.max(1, spark.defaultParallelism());
    }
}
