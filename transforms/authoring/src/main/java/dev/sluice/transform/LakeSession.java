package dev.sluice.transform;

import dev.sluice.project.Project;
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

    /** Commits that exclude each other on S3, also between processes (transforms/object-store). */
    private static final String CONDITIONAL_PUT = "dev.sluice.objectstore.ConditionalPutLogStore";

    /** Of Hudi's bundle, which is on the class path only where a project asks for it. */
    private static final String HUDI = "org/apache/hudi/common/table/HoodieTableMetaClient.class";

    private static final Map<String, String> HUDI_NEEDS = Map.of(
            "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
            "spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar");

    private LakeSession() {}

    /** Whether Hudi is on the class path. */
    public static boolean hasHudi() {
        return LakeSession.class.getClassLoader().getResource(HUDI) != null;
    }

    /** The settings that results depend on, applied to a builder; master and name are the caller's. */
    public static SparkSession.Builder configure(SparkSession.Builder builder) {
        if (hasHudi()) {
            HUDI_NEEDS.forEach(builder::config);
        }
        return builder.config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
                .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.delta.logStore.file.impl", "io.delta.storage.HDFSLogStore")
                .config("spark.delta.logStore.s3a.impl", CONDITIONAL_PUT);
    }

    /** The session of this process, which reaches the project's lake as the project's settings say. */
    public static SparkSession of(Project project) {
        SparkSession spark = local();
        project.settings()
                .storage()
                .hadoopOptions()
                .forEach(spark.sparkContext().hadoopConfiguration()::set);
        return spark;
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
