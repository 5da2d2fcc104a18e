package dev.sluice.transform;

import dev.sluice.logstore.LinkLogStore;
import dev.sluice.problem.VocabularyError;
import dev.sluice.project.Project;
import dev.sluice.project.SparkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark session that Sluice's jobs run in: UTC, microseconds, Delta. */
public final class LakeSession {
    /** The jar of Sluice without Spark, for executors that have nothing of ours; the launcher says where it is. */
    private static final String ASSEMBLY = "sluice.assembly";

    private static final String JARS = "spark.jars";

    /** What suits data that one machine can hold; a cluster's own defaults suit the cluster. */
    private static final Map<String, String> ON_ONE_MACHINE = Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "4",
            "spark.databricks.delta.snapshotPartitions", "2",
            "spark.sql.sources.parallelPartitionDiscovery.parallelism", "4",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            // Executors of a local-cluster, which are processes, find here what this one was started with.
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
                .config(LinkLogStore.SETTING, LinkLogStore.class.getName())
                .config("spark.delta.logStore.s3a.impl", CONDITIONAL_PUT);
    }

    /** The session of this process, on the Spark and with the lake that the project's settings name. */
    public static SparkSession of(Project project) {
        return of(project, project.settings().spark());
    }

    /** The same on another Spark. */
    public static SparkSession of(Project project, SparkSettings settings) {
        SparkSession spark = of(settings);
        project.settings()
                .storage()
                .hadoopOptions()
                .forEach(spark.sparkContext().hadoopConfiguration()::set);
        return spark;
    }

    /** The session of this process, inside it on as many threads as the machine has cores; quiet, without a web UI. */
    public static SparkSession local() {
        return of(SparkSettings.HERE);
    }

    /**
     * The session of this process: on the cluster of the settings, else on that of {@code spark-submit} or of the system property
     * {@code spark.master}, else inside this process. Properties that {@code spark-submit} or system properties give come
     * before those of the settings.
     */
    public static SparkSession of(SparkSettings settings) {
        SparkSettings spark =
                settings.master() == null ? settings.submittedTo(System.getProperty("spark.master")) : settings;
        SparkSession.Builder builder = configure(SparkSession.builder().appName("sluice"));
        if (spark.isLocal()) {
            ON_ONE_MACHINE.forEach((name, value) -> builder.config(name, System.getProperty(name, value)));
        } else if (isOursToShip(spark)) {
            builder.config(JARS, assembly(spark.masterOrHere()));
        }
        spark.conf().forEach((name, value) -> builder.config(name, System.getProperty(name, value)));
        return builder.master(spark.masterOrHere()).getOrCreate();
    }

    /** spark-submit ships the jar that it was given; others say themselves where executors find ours. */
    private static boolean isOursToShip(SparkSettings spark) {
        return System.getProperty("spark.submit.deployMode") == null
                && System.getProperty(JARS) == null
                && !spark.conf().containsKey(JARS)
                && !spark.conf().containsKey("spark.executor.extraClassPath");
    }

    private static String assembly(String master) {
        String jar = System.getProperty(ASSEMBLY, "");
        if (jar.isEmpty() || !Files.isRegularFile(Path.of(jar))) {
            throw VocabularyError.invalid(
                    "Cannot use the Spark at " + master + ": its executors need Sluice's libraries, and"
                            + " the jar of all of them" + (jar.isEmpty() ? "" : ", " + jar + ",")
                            + " is not there. Build it with `./mvnw package -DskipTests -pl pipelines/assembly -am`, or say in spark.jars or"
                            + " spark.executor.extraClassPath under spark.conf of sluice.yaml where they have them.");
        }
        return Path.of(jar).toUri().toString();
    }
}
