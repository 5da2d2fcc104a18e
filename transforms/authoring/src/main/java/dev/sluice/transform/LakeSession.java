package dev.sluice.transform;

import org.apache.spark.sql.SparkSession;

/** The Spark session that Sluice's jobs run in: UTC, microseconds, Delta, no web UI. */
public final class LakeSession {
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

    /** A session inside this process on as many threads as the machine has cores; quiet, without a web UI. */
    public static SparkSession local() {
        return configure(SparkSession.builder().master("local[*]").appName("sluice"))
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }
}
