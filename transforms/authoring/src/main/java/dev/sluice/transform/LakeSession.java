package dev.sluice.transform;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark session that Sluice's jobs run in: UTC, microseconds, Delta, no web UI. */
public final class LakeSession {
    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "4",
            "spark.databricks.delta.snapshotPartitions", "2",
            "spark.sql.sources.parallelPartitionDiscovery.parallelism", "4");

    /** Executors that are processes of this machine ({@code local-cluster}) find here what this one was started with. */
    private static final Map<String, String> ON_THIS_MACHINE = Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.executor.extraClassPath", System.getProperty("java.class.path", ""));

    private LakeSession() {}

    /** The settings that results depend on, applied to a builder; master and name are the caller's. */
    public static SparkSession.Builder configure(SparkSession.Builder builder) {
        return builder.config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.delta.logStore.file.impl", "io.delta.storage.HDFSLogStore");
    }

    /**
     * The session of this process: on the master that the system property {@code spark.master} names, else inside this process
     * on as many threads as the machine has cores; quiet, without a web UI. Other properties of Spark's are taken, too.
     */
    public static SparkSession local() {
        SparkSession.Builder builder = configure(SparkSession.builder().appName("sluice"));
        DEFAULTS.forEach((name, value) -> builder.config(name, System.getProperty(name, value)));
        String master = System.getProperty("spark.master", "local[*]");
        if (master.startsWith("local")) {
            ON_THIS_MACHINE.forEach((name, value) -> builder.config(name, System.getProperty(name, value)));
        }
        return builder.master(master).getOrCreate();
    }
}
