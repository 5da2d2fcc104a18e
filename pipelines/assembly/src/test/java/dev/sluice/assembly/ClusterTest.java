package dev.sluice.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.command.Sluice;
import dev.sluice.testing.ChildJvm;
import dev.sluice.transform.LakeSession;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands on a standalone cluster of processes, with the registry in PostgreSQL and a DynamoDB endpoint that are processes,
 * too; and executors that die in the middle. What comes out is what comes out of one process.
 */
class ClusterTest {
    private static final Path ASSEMBLY = Path.of("target/sluice-assembly.jar").toAbsolutePath();
    private static final List<String> TABLES = List.of(
            "features/airport_delays", "features/route_windows", "latest/airport_delays", "latest/route_windows");
    private static final String[] RUN = {"run", "--at", "2001-02-26"};
    private static final String[] BACKFILL = {"backfill", "--from", "2001-02-26", "--to", "2001-03-01"};

    /** A bar of progress between its ends. */
    private static final Pattern PARTLY_WRITTEN = Pattern.compile("rows \\[#+\\.+\\]");

    @TempDir
    private Path folder;

    private int commands;

    @Test
    void whatAClusterComputesAndWritesIsWhatOneProcessDoesThoughExecutorsDie() throws IOException {
        SparkDistribution spark = SparkDistribution.required();
        try (SparkCluster cluster = SparkCluster.start(spark, folder);
                DynamoServer dynamo = DynamoServer.start(folder.resolve("dynamo.txt"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            FlightsCopy clustered = FlightsCopy.in(folder.resolve("clustered"), """
                    project: flights
                    registry: %s
                    online: {endpoint: "%s", table: flights_features}
                    clock: 2001-03-01T00:00:00Z
                    spark:
                      master: %s
                      conf:
                        spark.driver.host: 127.0.0.1
                        spark.ui.enabled: false
                        spark.log.level: WARN
                        spark.executor.memory: 512m
                        spark.executor.extraJavaOptions: "%s"
                        spark.sql.shuffle.partitions: 2
                        spark.databricks.delta.snapshotPartitions: 1
                        spark.sql.sources.parallelPartitionDiscovery.parallelism: 2
                    """.formatted(
                            postgres.getJdbcUrl("postgres", "postgres"),
                            dynamo.endpoint(),
                            cluster.master(),
                            SparkCluster.SHORT_LIVED));

            assertThat(submitted(spark, clustered, "plan").at("/changes").size())
                    .isPositive();
            submitted(spark, clustered, "apply");
            submitted(spark, clustered, RUN);
            backfillThoughAnExecutorDies(spark, cluster, clustered);
            loadFromExecutors(cluster, clustered);
            trainingSet(spark, clustered);

            assertThatNothingIsEmbedded(clustered);
            assertThatOneProcessGetsTheSame(clustered);
        }
    }

    private void backfillThoughAnExecutorDies(SparkDistribution spark, SparkCluster cluster, FlightsCopy project) {
        try (SparkProcess backfill = submit(spark, project, BACKFILL)) {
            ChildJvm driver = backfill.jvm();
            driver.awaiting(() -> holdsFiles(project.path("lake/staging")));
            cluster.killExecutorsUntilATaskIsLost(driver);
            assertThat(driver.exitStatus()).as(driver.written()).isZero();
            assertThat(driver.written()).contains("Lost executor ", "Lost task ");
        }
    }

    /** The driver is a process as the launcher starts it; it hands the assembly to the executors. */
    private void loadFromExecutors(SparkCluster cluster, FlightsCopy project) {
        List<String> options = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
                .toList());
        options.add("-Dsluice.assembly=" + ASSEMBLY);
        String[] arguments = project.command("materialize", "--on", "spark", "--write-units", "400")
                .toArray(String[]::new);
        try (ChildJvm load = ChildJvm.start(folder.resolve("load.txt"), options, Sluice.class, arguments)) {
            load.awaiting(() -> PARTLY_WRITTEN.matcher(load.written()).find());
            cluster.killExecutors(load);
            assertThat(load.exitStatus()).as(load.written()).isZero();
        }
    }

    private void trainingSet(SparkDistribution spark, FlightsCopy project) {
        submitted(spark, project, trainingSet(project));
    }

    private static String[] trainingSet(FlightsCopy project) {
        return new String[] {
            "training-set", "delay_model", "--spine",
                    project.path("data/labels.parquet").toString(),
            "--time", "date", "--out", project.path("set").toString()
        };
    }

    private static void assertThatNothingIsEmbedded(FlightsCopy project) {
        assertThat(project.path(".sluice/registry.db")).doesNotExist();
        assertThat(project.path(".sluice/online")).doesNotExist();
    }

    private void assertThatOneProcessGetsTheSame(FlightsCopy clustered) {
        FlightsCopy local = FlightsCopy.in(folder.resolve("local"), "project: flights\nclock: 2001-03-01T00:00:00Z\n");
        local.here("check");
        local.here("apply");
        local.here(RUN);
        local.here(BACKFILL);
        local.here(trainingSet(local));

        for (String table : TABLES) {
            assertThat(hash(clustered, table)).as(table).isEqualTo(hash(local, table));
        }
        assertThat(hash(set(clustered))).isEqualTo(hash(set(local)));
        assertThat(clustered.here("reconcile", "airport_delays").at("/items").asInt())
                .isGreaterThan(200);
    }

    private JsonNode submitted(SparkDistribution spark, FlightsCopy project, String... arguments) {
        try (SparkProcess command = submit(spark, project, arguments)) {
            assertThat(command.jvm().exitStatus()).as(command.jvm().written()).isZero();
            return FlightsCopy.json(command.jvm().written());
        }
    }

    private SparkProcess submit(SparkDistribution spark, FlightsCopy project, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--driver-memory", "1g", "--driver-java-options", SparkCluster.SHORT_LIVED, ASSEMBLY.toString()));
        all.addAll(project.command(arguments));
        Path output = folder.resolve("command-" + commands++ + ".txt");
        return spark.start("spark-submit", output, Map.of(), all);
    }

    private static boolean holdsFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException | UncheckedIOException e) {
            return false; // not there yet, or gone while we looked
        }
    }

    private static String hash(FlightsCopy project, String table) {
        return hash(LakeSession.local()
                .read()
                .format("delta")
                .load(project.path("lake/" + table + "/v1").toString()));
    }

    private static Dataset<Row> set(FlightsCopy project) {
        return LakeSession.local().read().parquet(project.path("set/data").toString());
    }

    private static String hash(Dataset<Row> rows) {
        String hash = RowsHash.of(rows);
        assertThat(hash).doesNotStartWith("0 rows");
        return hash;
    }
}
