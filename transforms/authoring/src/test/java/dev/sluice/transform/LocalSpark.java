package dev.sluice.transform;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test JVM: local, two threads, two shuffle partitions. Tests never stop it. */
public final class LocalSpark {
    private LocalSpark() {}

    public static SparkSession session() {
        return Holder.SESSION;
    }

    /** Opens the session when the first test asks for it. */
    private static final class Holder {
        static final SparkSession SESSION = LakeSession.configure(
                        SparkSession.builder().master("local[2]").appName("sluice-tests"))
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.log.level", "ERROR")
                .getOrCreate();
    }
}
