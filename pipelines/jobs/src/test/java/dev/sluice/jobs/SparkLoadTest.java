package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.testing.ChildJvm;
import dev.sluice.testing.SystemProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A materialization whose rows are written by the executors of a cluster, which are processes of their own. */
class SparkLoadTest {
    private static final int AIRPORTS = 4_000;
    private static final int SAMPLED = 40;

    @TempDir
    private Path folder;

    @Test
    void executorsWriteAllRowsThoughOneOfThemIsKilled() throws Exception {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(TestInstallation.DYNAMODB);
                DynamoOnlineStore store =
                        DynamoOnlineStore.open(dynamo.endpoint().toString(), "small_features")) {
            SmallProject project = promoted(dynamo.endpoint().toString());
            try (ChildJvm load = startOnCluster(project)) {
                ProcessHandle lost = executor(load);
                load.awaiting(() -> store.isPrepared() && !store.read(sample()).isEmpty());
                assertThat(store.read(sample())).hasSizeLessThan(SAMPLED);
                assertThat(lost.destroyForcibly()).isTrue();
                assertThat(load.exitStatus()).as(load.written()).isZero();
                assertThat(load.written()).contains("\"written\" : " + AIRPORTS);
            }
            assertThatNothingDiffers(project);
        }
    }

    @Test
    void theTableBehindDaxIsWrittenWithoutDaxsClientWhichSparkDoesNotHave() throws Exception {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(TestInstallation.DYNAMODB);
                SystemProperties aws = SystemProperties.awsAt(dynamo.endpoint())) {
            SmallProject project = promoted("dax://127.0.0.1:1");

            assertThat(project.sluice("materialize", "--on", "spark")
                            .answer("/views/0/written")
                            .asInt())
                    .isEqualTo(AIRPORTS);

            assertThatNothingDiffers(project);
        }
    }

    private SmallProject promoted(String endpoint) {
        SmallProject project = SmallProject.in(folder);
        project.write("sluice.yaml", """
                project: small
                lake: lake
                online: {store: dynamodb, endpoint: "%s", table: small_features}
                clock: 2001-03-04T00:00:00Z
                spark: {conf: {spark.executor.memory: 512m}}
                """.formatted(endpoint));
        project.flights(IntStream.range(0, AIRPORTS)
                .mapToObj(i -> "2001-03-01T08:00:00Z,%d,%s".formatted(i % 60, airport(i)))
                .collect(Collectors.joining("\n")));
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        project.sluice("run", "--at", "2001-03-01").succeeds();
        return project;
    }

    private static String airport(int i) {
        return "A%04d".formatted(i);
    }

    private static List<ItemKey> sample() {
        return IntStream.range(0, SAMPLED)
                .mapToObj(i ->
                        new ItemKey("airport|" + airport(i * (AIRPORTS / SAMPLED)), new ViewId("airport_delays", 1)))
                .toList();
    }

    private static void assertThatNothingDiffers(SmallProject project) {
        JsonNode compared =
                project.sluice("reconcile", "airport_delays").succeeds().json();
        assertThat(compared.at("/items").asInt()).as("%s", compared).isEqualTo(AIRPORTS);
        JsonNode again = project.sluice("materialize").succeeds().json();
        assertThat(again.at("/views/0/from_version")).isEqualTo(again.at("/views/0/to_version"));
    }

    private ChildJvm startOnCluster(SmallProject project) throws Exception {
        Path spark = folder.resolve("spark");
        Files.createDirectories(spark.resolve("jars"));
        return CommandRun.start(
                folder.resolve("load.txt"),
                Map.of("SPARK_HOME", spark.toString(), "SPARK_SCALA_VERSION", "2.12"),
                List.of(),
                project.folder(),
                "materialize",
                "--on",
                "spark",
                "--master",
                "local-cluster[2,1,512]",
                "--write-units",
                "400");
    }

    private static ProcessHandle executor(ChildJvm driver) {
        driver.awaiting(() -> executors(driver).count() == 2);
        return executors(driver).findFirst().orElseThrow();
    }

    /** The processes that Spark's workers have started for this driver. */
    private static Stream<ProcessHandle> executors(ChildJvm driver) {
        return driver.process()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"));
    }
}
