package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a project that asks for Hudi. The build puts Hudi on the class path of this test alone. */
class HudiCommandsTest {
    private static final String[] BACKFILL = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};

    @TempDir
    private Path folder;

    private SmallProject project;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @BeforeEach
    void aSmallProject() {
        project = SmallProject.in(folder);
    }

    private void apply(String table) throws Exception {
        String view = Files.readString(folder.resolve("views/airport_delays.yaml"));
        project.write("views/airport_delays.yaml", view.strip() + "\ntable: " + table + "\n");
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hudi", "{format: hudi, type: mor}"})
    void aViewInHudiGoesAllTheWayToTheClientAndBack(String table) throws Exception {
        apply(table);
        assertThat(project.sluice(BACKFILL).answer("/promoted").asInt()).isEqualTo(3);
        List<String> promoted = rows();
        assertThat(promoted)
                .containsExactly(
                        "[ATL,1,5.0,2001-03-02T00:00:00Z]",
                        "[ATL,1,60.0,2001-03-04T00:00:00Z]",
                        "[ORD,1,0.0,2001-03-03T00:00:00Z]",
                        "[ORD,2,15.0,2001-03-02T00:00:00Z]");
        assertThat(project.sluice("status").answer("/views/0/state").asText()).isEqualTo("OK");
        assertThat(project.sluice("materialize").answer("/views/0/written").asInt())
                .isEqualTo(2);
        assertThat(project.sluice("get", "delays", "origin=ORD")
                        .answer("/features/mean_delay/value")
                        .asDouble())
                .isZero();

        String set = project.trainingSet().answer("/id").asText();
        List<String> labels = trainingRows("ts");
        assertThat(labels).contains("[ORD,false,2,15.0]", "[ORD,true,1,0.0]").hasSize(6);

        aRunIsRolledBack(promoted);
        project.sluice("training-set", "rebuild", set, "--out", project.path("again"))
                .succeeds();
        assertThat(trainingRows("again")).isEqualTo(labels);
    }

    private void aRunIsRolledBack(List<String> promoted) {
        String first = project.sluice("history", "airport_delays").succeeds().json().findValuesAsText("run").stream()
                .filter(run -> run.contains("20010301"))
                .findFirst()
                .orElseThrow();
        project.flights("2001-03-01T08:00:00Z,100,ORD\n2001-03-02T08:00:00Z,0,ORD\n2001-03-03T08:00:00Z,60,ATL\n");
        project.sluice("run", "--at", "2001-03-01").succeeds();
        assertThat(rows()).contains("[ORD,1,100.0,2001-03-02T00:00:00Z]").hasSize(3);
        project.sluice("rollback", "airport_delays", "--to", first).succeeds();
        assertThat(rows()).isEqualTo(promoted);
    }

    @Test
    void anotherTableNeedsAnotherVersionOfTheView() throws Exception {
        apply("hudi");
        project.write(
                "views/airport_delays.yaml",
                Files.readString(folder.resolve("views/airport_delays.yaml")).replace("table: hudi", ""));
        project.sluice("check").succeeds();
        assertThat(project.sluice("apply").failsWith(2).err())
                .contains(
                        "table was registered as hudi cow and is now delta. That needs a new version: raise version to"
                                + " 2.");
    }

    @Test
    void aSourceMayBeATableOfHudi() {
        LocalSpark.session()
                .read()
                .option("header", true)
                .csv(project.path("flights.csv"))
                .selectExpr("CAST(date AS timestamp) AS date", "CAST(delay AS bigint) AS delay", "origin")
                .write()
                .format("hudi")
                .options(Map.of(
                        "hoodie.table.name", "flights",
                        "hoodie.datasource.write.recordkey.field", "date,origin",
                        "hoodie.datasource.write.precombine.field", "date",
                        "hoodie.datasource.write.partitionpath.field", ""))
                .mode(SaveMode.Overwrite)
                .save(project.path("data/flights"));
        project.write(
                "sources.yaml",
                "- source: flights\n  format: hudi\n  path: data/flights\n  event_time: date\n"
                        + "  columns: {date: timestamp, delay: long, origin: string}\n");
        project.sluice("check").succeeds();
        project.sluice("apply").succeeds();
        assertThat(project.sluice(BACKFILL).answer("/promoted").asInt()).isEqualTo(3);
        assertThat(project.sluice(BACKFILL).answer("/up_to_date").asInt()).isEqualTo(3);
    }

    private List<String> rows() {
        return LocalSpark.session()
                .read()
                .format("hudi")
                .load(project.path("lake/features/airport_delays/v1"))
                .selectExpr("airport", "departures", "mean_delay", "event_time")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private List<String> trainingRows(String set) {
        return LocalSpark.session()
                .read()
                .parquet(project.path(set + "/data"))
                .selectExpr("origin", "late", "departures", "mean_delay")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
