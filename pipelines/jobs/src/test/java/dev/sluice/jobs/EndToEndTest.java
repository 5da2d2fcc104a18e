package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's way on a small project, by the commands that a user types. */
class EndToEndTest {
    private static final String[] BACKFILL = {"backfill", "--from", "2001-03-01", "--to", "2001-03-04"};

    @TempDir
    private Path folder;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @Test
    void aProjectGoesAllTheWayToTheClient() {
        SmallProject project = applied();

        assertThat(project.sluice(BACKFILL).answer("/promoted").asInt()).isEqualTo(3);
        assertThat(featureRows())
                .extracting(Object::toString)
                .containsExactly(
                        "[ATL,1,5.0,2001-03-02T00:00:00Z]",
                        "[ORD,2,15.0,2001-03-02T00:00:00Z]",
                        "[ORD,1,0.0,2001-03-03T00:00:00Z]",
                        "[ATL,1,60.0,2001-03-04T00:00:00Z]");

        statusTellsOf(project);
        theClientReads(project);
        labelsSeeWhatWasKnownAtTheirTime(project);
    }

    private static void statusTellsOf(SmallProject project) {
        JsonNode status = project.sluice("status").answer("/views/0");
        assertThat(status.at("/state").asText()).isEqualTo("OK");
        assertThat(status.at("/last_partition").asText()).isEqualTo("2001-03-03");
        assertThat(status.at("/online").asText()).isEqualTo("never");
    }

    private static void assertThatTheDryRunTellsTwoRows(SmallProject project) {
        JsonNode preview = project.sluice("materialize", "--dry-run").answer("/views/0");
        assertThat(preview.at("/rows").asInt()).isEqualTo(2);
        assertThat(preview.at("/write_units").asInt()).isEqualTo(2);
        assertThat(preview.at("/import_bytes").asLong())
                .isGreaterThan(preview.at("/bytes").asLong());
        assertThat(project.sluice("status").answer("/views/0/online").asText()).isEqualTo("never");
    }

    private static void theClientReads(SmallProject project) {
        assertThatTheDryRunTellsTwoRows(project);
        JsonNode materialized = project.sluice("materialize").answer("/views/0");
        assertThat(materialized.at("/written").asInt()).isEqualTo(2);
        assertThat(materialized.at("/write_units").asInt()).isEqualTo(2);

        JsonNode vector =
                project.sluice("get", "delays", "origin=ORD").succeeds().json();
        assertThat(vector.at("/features/departures/value").asInt()).isEqualTo(1);
        assertThat(vector.at("/features/departures/status").asText()).isEqualTo("PRESENT");
        assertThat(vector.at("/features/departures/event_time").asText()).isEqualTo("2001-03-03T00:00:00Z");
        assertThat(project.sluice("get", "delays", "origin=XXX")
                        .answer("/features/departures/status")
                        .asText())
                .isEqualTo("NOT_FOUND");
    }

    private void labelsSeeWhatWasKnownAtTheirTime(SmallProject project) {
        project.trainingSet().succeeds();
        assertThat(trainingRows())
                .extracting(Object::toString)
                .containsExactly(
                        "[ORD,true,null,null]",
                        "[ORD,false,2,15.0]",
                        "[ATL,false,1,5.0]",
                        "[ATL,false,1,5.0]",
                        "[ORD,true,1,0.0]",
                        "[DFW,true,null,null]");
        assertThat(folder.resolve("ts/manifest.json")).exists();
    }

    @Test
    void everyCommandCanBeRunAgainAndChangesNothing() {
        SmallProject project = applied();
        project.sluice(BACKFILL).succeeds();
        project.sluice("materialize").succeeds();
        List<Row> before = featureRows();

        assertThat(project.sluice("apply").answer("/changes")).isEmpty();
        assertThat(project.sluice(BACKFILL).answer("/up_to_date").asInt()).isEqualTo(3);
        assertThat(project.sluice("materialize").answer("/views/0/written").asInt())
                .isZero();
        project.sluice("run", "--at", "2001-03-02").succeeds();
        assertThat(featureRows()).isEqualTo(before);
    }

    @Test
    void aViewThatWasNeverRunIsNotMaterialized() {
        CommandRun early = applied().sluice("materialize").failsWith(1);

        assertThat(early.err()).contains("sluice: Cannot materialize airport_delays@1: no latest table at ");
        assertThat(early.json().at("/problems")).hasSize(1);
        assertThat(early.json().at("/views")).isEmpty();
    }

    @Test
    void aRefusedPartitionIsNeverSeen() {
        SmallProject project = applied();
        project.sluice("run", "--at", "2001-03-01").succeeds();
        project.flights("""
                2001-03-01T08:00:00Z,10000,ORD
                2001-03-02T08:00:00Z,7,ORD
                """);

        CommandRun refused = project.sluice("run", "--at", "2001-03-01").failsWith(1);

        assertThat(refused.json().at("/partitions/0/state").asText()).isEqualTo("REFUSED");
        assertThat(refused.err())
                .contains("Cannot promote airport_delays@1 2001-03-01: 1 of ")
                .contains("mean_delay");
        assertThat(featureRows()).hasSize(2).allMatch(row -> row.getDouble(2) < 500);
        assertThat(project.sluice("status").json().at("/views/0/problems/0").asText())
                .contains("REFUSED");

        CommandRun others = project.sluice(BACKFILL).failsWith(1);
        assertThat(others.json().at("/promoted").asInt()).isEqualTo(2);
    }

    @Test
    void aCorrectedSourceReachesTheClientAVanishedKeyFallsBackAndARollbackBringsBothBack() {
        SmallProject project = applied();
        project.sluice(BACKFILL).succeeds();
        project.sluice("materialize").succeeds();
        JsonNode before = online(project);
        project.flights("""
                2001-03-01T09:30:00Z,5,ATL
                2001-03-02T08:00:00Z,3,ORD
                """);

        project.sluice("run", "--at", "2001-03-02").succeeds();
        project.sluice("run", "--at", "2001-03-03").succeeds();
        project.sluice("materialize").succeeds();

        assertThat(project.sluice("get", "delays", "origin=ORD")
                        .json()
                        .at("/features/mean_delay/value")
                        .asDouble())
                .isEqualTo(3.0);
        JsonNode atlanta = project.sluice("get", "delays", "origin=ATL").json();
        assertThat(atlanta.at("/features/mean_delay/value").asDouble()).isEqualTo(5.0);
        assertThat(atlanta.at("/features/mean_delay/event_time").asText()).isEqualTo("2001-03-02T00:00:00Z");

        List<String> former = project.sluice("history", "airport_delays").json().findValuesAsText("run").stream()
                .filter(run -> run.matches(".*-2001030[23]-1"))
                .toList();
        project.sluice("rollback", "airport_delays", "--to", String.join(",", former))
                .succeeds();
        project.sluice("materialize").succeeds();
        assertThat(online(project)).isEqualTo(before);
    }

    private static JsonNode online(SmallProject project) {
        ArrayNode both = new ObjectMapper().createArrayNode();
        both.add(project.sluice("get", "delays", "origin=ORD").json());
        return both.add(project.sluice("get", "delays", "origin=ATL").json());
    }

    @Test
    void theOnlineValueIsTheTrainingValueOfTheMoment() {
        SmallProject project = applied();
        project.sluice(BACKFILL).succeeds();
        project.sluice("materialize").succeeds();
        List<String> airports = List.of("ORD", "ATL", "XXX");
        project.write(
                "now.csv",
                "date,origin\n2001-03-04T00:00:00Z," + String.join("\n2001-03-04T00:00:00Z,", airports) + "\n");
        project.sluice(
                        "training-set",
                        "delays",
                        "--spine",
                        project.path("now.csv"),
                        "--time",
                        "date",
                        "--out",
                        project.path("ts"))
                .succeeds();

        List<String> served = airports.stream()
                .map(airport ->
                        project.sluice("get", "delays", "origin=" + airport).answer("/features"))
                .map(features ->
                        "[%s,%s]".formatted(features.at("/departures/value"), features.at("/mean_delay/value")))
                .toList();
        assertThat(LocalSpark.session()
                        .read()
                        .parquet(folder.resolve("ts/data").toString())
                        .select("departures", "mean_delay")
                        .collectAsList())
                .extracting(Object::toString)
                .isEqualTo(served);
    }

    @Test
    void aTrainingSetIsRebuiltByItsIdAfterItsTablesHaveMovedOn() {
        SmallProject project = applied();
        project.sluice(BACKFILL).succeeds();
        String[] build = {"training-set", "delays", "--spine", project.path("labels.csv"), "--time", "date"};
        String id = project.sluice(with(build, "--out", project.path("ts")))
                .answer("/id")
                .asText();
        List<Row> rows = trainingRows();
        project.flights("""
                2001-03-01T09:30:00Z,5,ATL
                2001-03-02T08:00:00Z,3,ORD
                """);
        project.sluice("run", "--at", "2001-03-02").succeeds();

        String[] rebuild = {"training-set", "rebuild", id, "--out", project.path("ts"), "--overwrite"};
        assertThat(project.sluice(rebuild).answer("/id").asText()).isEqualTo(id);
        assertThat(trainingRows()).isEqualTo(rows);
        project.sluice("training-set", "rebuild", "--manifest", project.path("ts"), "--out", project.path("again"))
                .succeeds();

        assertThat(project.sluice("training-set", "rebuild", "abc", "--out", project.path("x"))
                        .failsWith(2)
                        .err())
                .contains("Unknown training set: 'abc' of project ", "Known: " + id);
        assertThat(project.sluice("training-set", "delays", "--out", project.path("x"))
                        .failsWith(2)
                        .err())
                .contains("Missing option: --spine. Write sluice training-set SERVICE --spine FILE");
    }

    @Test
    void newerLabelsAreAppendedOnceAndLabelsMayComeFromAQuery() {
        SmallProject project = applied();
        project.sluice(BACKFILL).succeeds();
        String query = "SELECT date, origin, delay > 15 AS late FROM flights WHERE date < ";
        project.write("first.sql", query + "'2001-03-03'");
        project.write("all.sql", query + "'2001-03-09'");
        String[] build = {"training-set", "delays", "--time", "date", "--spine-sql"};
        project.sluice(with(build, project.path("first.sql"), "--out", project.path("ts")))
                .succeeds();
        String[] append = with(build, project.path("all.sql"), "--append", project.path("ts"));

        JsonNode first = project.sluice(append).succeeds().json();
        assertThat(first.at("/added").asInt()).isPositive();
        assertThat(first.at("/rows").asLong()).isEqualTo(trainingRows().size());
        JsonNode again = project.sluice(append).succeeds().json();
        assertThat(again.at("/added").asInt()).isZero();
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(project.sluice(with(append, "--out", project.path("x")))
                        .failsWith(2)
                        .err())
                .contains("--out writes a new training set, --append adds to one");

        project.sluice(with(build, project.path("all.sql"), "--out", project.path("csv"), "--format", "csv"))
                .succeeds();
        assertThat(folder.resolve("csv/data")).isDirectoryContaining("glob:**.csv");
    }

    private static String[] with(String[] arguments, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void wrongInputEndsWithStatusTwoAndOneMessage() throws Exception {
        SmallProject project = applied();
        assertThat(project.sluice("run", "airport_delay", "--at", "2001-03-01")
                        .failsWith(2)
                        .err())
                .contains("Unknown feature view: 'airport_delay'. Did you mean 'airport_delays'?");
        assertThat(project.sluice("run", "--at", "2001-03-09").failsWith(2).err())
                .contains("Cannot run airport_delays@1 for 2001-03-09: it is not over before 2001-03-10T00:00:00Z");
        assertThat(project.sluice("get", "delays", "orign=ORD").failsWith(2).err())
                .contains("Unknown key: 'orign' of feature service delays. Did you mean 'origin'?");
        assertThat(CommandRun.of(folder.resolve("nowhere"), "plan").failsWith(2).err())
                .contains("nowhere");

        project.write(
                "views/airport_delays.sql", "SELECT origin AS airport, count(*) AS departurs FROM flights GROUP BY 1");
        assertThat(project.sluice("check").failsWith(2).err()).contains("airport_delays.sql");

        Files.delete(folder.resolve("flights.csv"));
        SmallProject again = SmallProject.in(folder);
        Files.delete(folder.resolve("flights.csv"));
        assertThat(again.sluice("run", "--at", "2001-03-01").failsWith(2).err()).contains("flights.csv");
    }

    private SmallProject applied() {
        SmallProject project = SmallProject.in(folder);
        project.sluice("check").succeeds();
        assertThat(project.sluice("plan").answer("/changes")).hasSize(4);
        project.sluice("apply").succeeds();
        return project;
    }

    private List<Row> featureRows() {
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(folder.resolve("lake/features/airport_delays/v1").toString())
                .selectExpr("airport", "departures", "mean_delay", "event_time")
                .orderBy("event_time", "airport")
                .collectAsList();
    }

    private List<Row> trainingRows() {
        return LocalSpark.session()
                .read()
                .parquet(folder.resolve("ts/data").toString())
                .selectExpr("origin", "late", "departures", "mean_delay")
                .collectAsList();
    }
}
