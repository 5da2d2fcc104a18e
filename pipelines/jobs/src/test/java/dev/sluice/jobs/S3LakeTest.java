package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.objectstore.S3StandIn;
import dev.sluice.testing.ChildJvm;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that touches the lake, on a lake that is a bucket. */
class S3LakeTest {
    private static final String[] BACKFILL = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};

    @TempDir
    private static Path shared;

    private static S3StandIn s3;

    @TempDir
    private Path folder;

    private SmallProject project;

    @BeforeAll
    static void start() {
        System.setProperty("aws.accessKeyId", "nobody");
        System.setProperty("aws.secretKey", "nothing");
        s3 = S3StandIn.start(shared.resolve("s3"));
        LocalSpark.session();
    }

    @AfterAll
    static void stop() {
        s3.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretKey");
    }

    @BeforeEach
    void project() throws Exception {
        project = SmallProject.in(folder);
        String settings = Files.readString(folder.resolve("sluice.yaml"));
        project.write(
                "sluice.yaml",
                settings.replaceAll("(?m)^lake:.*$", "").strip() + "\nlake: s3a://lake/" + folder.getFileName()
                        + "\nstorage: {endpoint: '" + s3.endpoint()
                        + "', region: us-east-1, path_style: true, options: {fs.s3a.retry.limit: 2}}\n");
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
    }

    @Test
    void aLakeInABucketGoesAllTheWayToTheClientAndBack() {
        assertThat(project.sluice(BACKFILL).answer("/promoted").asInt()).isEqualTo(3);
        assertThat(folder.resolve("lake")).doesNotExist();
        assertThat(rows("features")).hasSize(4);
        JsonNode status = project.sluice("status").answer("/views/0");
        assertThat(status.at("/state").asText()).isEqualTo("OK");

        assertThat(project.sluice("materialize").answer("/views/0/written").asInt())
                .isEqualTo(2);
        assertThat(project.sluice("get", "delays", "origin=ORD")
                        .answer("/features/departures/value")
                        .asInt())
                .isEqualTo(1);
        project.sluice("reconcile", "airport_delays").succeeds();

        String set = project.trainingSet().answer("/id").asText();
        assertThat(LocalSpark.session().read().parquet(project.path("ts/data")).count())
                .isEqualTo(6);
        project.sluice("training-set", "rebuild", set, "--out", project.path("again"))
                .succeeds();

        project.sluice("quality", "airport_delays").succeeds();
        assertThat(project.sluice("quality", "backtest", "airport_delays", "--from", "2001-03-01", "--to", "2001-03-04")
                        .succeeds()
                        .out())
                .contains("2001-03-03");
        project.sluice("quality", "suggest", "airport_delays").succeeds();
    }

    @Test
    void aRunIsRolledBackAndARefusedOneIsInQuarantine() {
        project.sluice("run", "--at", "2001-03-01").succeeds();
        List<String> before = rows("features");
        String first = project.sluice("history", "airport_delays")
                .succeeds()
                .json()
                .findValuesAsText("run")
                .get(0);
        project.flights("2001-03-01,100,ORD\n");
        project.sluice("run", "--at", "2001-03-01").succeeds();
        assertThat(rows("features")).isNotEqualTo(before);
        project.sluice("rollback", "airport_delays", "--to", first).succeeds();
        assertThat(rows("features")).isEqualTo(before);
        assertThat(rows("latest")).isEqualTo(before);
    }

    @Test
    void twoProcessesThatRunTwoDaysAtOnceLoseNothing() {
        List<String> credentials = S3StandIn.credentialOptions();
        try (ChildJvm one = CommandRun.start(
                        folder.resolve("one.txt"),
                        java.util.Map.of(),
                        credentials,
                        folder,
                        "run",
                        "--at",
                        "2001-03-01");
                ChildJvm other = CommandRun.start(
                        folder.resolve("other.txt"),
                        java.util.Map.of(),
                        credentials,
                        folder,
                        "run",
                        "--at",
                        "2001-03-02")) {
            assertThat(one.exitStatus()).as(one.written()).isZero();
            assertThat(other.exitStatus()).as(other.written()).isZero();
        }
        assertThat(rows("features")).hasSize(3);
        assertThat(rows("latest")).hasSize(2);
    }

    private List<String> rows(String table) {
        return LocalSpark.session()
                .read()
                .format("delta")
                .load("s3a://lake/" + folder.getFileName() + "/" + table + "/airport_delays/v1")
                .selectExpr("airport", "departures", "mean_delay", "event_time")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
