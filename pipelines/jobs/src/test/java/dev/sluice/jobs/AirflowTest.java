package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.Trigger;
import dev.sluice.testing.ChildJvm;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The flights example in a real Airflow with its own scheduler, when {@code dags/airflow/install.sh} has put one there: tasks
 * run {@code sluice} as processes, one of them is killed, and one gate refuses.
 */
class AirflowTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("sluice.root"), "transforms/examples/flights");
    private static final String ORCHESTRATION = """
            orchestration:
              command: %s
              retries: 2
              retry_delay: 3s
              pools: {materialize: online_store}
            """;

    private static final DagRunId DAILY = new DagRunId("flights__daily", "test");
    private static final DagRunId WATCHED = new DagRunId("watched__daily", "test");
    private static final DagRunId BACKFILL = new DagRunId("flights__backfill", "test");

    @TempDir
    private Path folder;

    private Path dags = Path.of("");

    @BeforeEach
    void dags() {
        dags = folder.resolve("dags");
    }

    @Test
    void airflowRunsTheExample() throws IOException {
        assumeThat(AirflowServer.INSTALLED.resolve("installed"))
                .as("Airflow; dags/airflow/install.sh puts it there")
                .exists();
        Path flights = compiled("flights", "");
        Path watched = compiled("watched", "  watcher: true\n");
        try (AirflowServer airflow = AirflowServer.start(folder.resolve("airflow"), dags)) {
            airflow.addPool("online_store");
            for (String dag : List.of("flights__daily", "flights__backfill", "watched__daily")) {
                airflow.unpause(dag);
            }
            assertThat(airflow.client().importErrors()).isEmpty();
            airflow.client()
                    .trigger(Trigger.of(DAILY)
                            .withInterval(new TimeRange(
                                    Instant.parse("2001-02-27T00:00:00Z"), Instant.parse("2001-02-28T00:00:00Z"))));
            killOnce(airflow, flights);
            airflow.client().trigger(Trigger.of(WATCHED).withConf(Map.of("at", "2001-02-27")));
            airflow.client().trigger(Trigger.of(BACKFILL).withConf(backfill()));

            aKilledTaskIsTriedAgainAndAGateFailsOnlyItsView(airflow, flights);
            oneApplicationComputesTheViewsOfALevel(airflow, watched);
            theChunksOfABackfillAreMappedTasks(airflow, flights);
            Path settings = flights.resolve("sluice.yaml");
            Files.writeString(settings, Files.readString(settings) + airflow.settings());
            aBackfillIsCarriedOut(airflow, flights);
            aBackfillIsCancelled(airflow, flights);
        }
    }

    private static void aKilledTaskIsTriedAgainAndAGateFailsOnlyItsView(AirflowServer airflow, Path flights) {
        assertThat(airflow.awaitEnd(DAILY)).isEqualTo(RunState.FAILED);
        assertThat(airflow.tasks(DAILY))
                .as(airflow::logs)
                .containsExactly(
                        "airport_delays_v1.materialize success 1",
                        "airport_delays_v1.run success 2",
                        "route_delays_v1.materialize upstream_failed 0",
                        "route_delays_v1.run failed 1");
        JsonNode runs = runs(flights, "airport_delays", "2001-02-27");
        assertThat(runs.findValuesAsText("state")).containsExactly("COMPLETED", "FAILED");
        Dataset<Row> rows = promoted(flights, "airport_delays", "2001-02-27");
        assertThat(rows.select("run_id").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(runs.get(0).get("run").asText());
        assertThat(rows.count())
                .isEqualTo(rows.select("airport").distinct().count())
                .isEqualTo(runs.get(0).get("rows").asLong())
                .isPositive();
        assertThat(runs(flights, "route_delays", "2001-02-27").findValuesAsText("state"))
                .containsExactly("REFUSED");
        assertThat(flights.resolve("lake/features/route_delays")).doesNotExist();
        CommandRun online = CommandRun.of(flights, "get", "delay_model", "origin=ORD", "destination=LGA");
        assertThat(online.answer("/features/origin__departures_1d/status").asText())
                .isEqualTo("PRESENT");
    }

    private static void oneApplicationComputesTheViewsOfALevel(AirflowServer airflow, Path watched) throws IOException {
        assertThat(airflow.awaitEnd(WATCHED)).isEqualTo(RunState.FAILED);
        assertThat(airflow.tasks(WATCHED))
                .as(airflow::logs)
                .containsExactly(
                        "airport_delays_v1.materialize success 1",
                        "airport_delays_v1.run success 1",
                        "application_0 success 1",
                        "route_delays_v1.materialize upstream_failed 0",
                        "route_delays_v1.run failed 1");
        assertThat(Files.readAllLines(watched.resolve("started")))
                .filteredOn(line -> line.startsWith("run"))
                .singleElement()
                .asString()
                .startsWith("run airport_delays@1 route_delays@1 --at 2001-02-27 --progress json");
    }

    private static void theChunksOfABackfillAreMappedTasks(AirflowServer airflow, Path flights) {
        assertThat(airflow.awaitEnd(BACKFILL)).as(airflow::logs).isEqualTo(RunState.SUCCESS);
        assertThatTwoChunksPromoted(airflow, BACKFILL, flights, List.of("2001-02-24", "2001-02-25"));
    }

    private static void assertThatTwoChunksPromoted(
            AirflowServer airflow, DagRunId run, Path flights, List<String> days) {
        assertThat(airflow.tasks(run)).containsExactly("chunk[0] success 1", "chunk[1] success 1", "chunks success 1");
        for (String day : days) {
            assertThat(promoted(flights, "airport_delays", day).count()).isPositive();
        }
    }

    private void aBackfillIsCarriedOut(AirflowServer airflow, Path flights) {
        try (ChildJvm backfill =
                viaAirflow(airflow, flights, "airport_delays --from 2001-02-18 --to 2001-02-21 --chunk 2 --yes")) {
            assertThat(backfill.exitStatus()).as(backfill::written).isZero();
            assertThat(backfill.written()).contains("\"promoted\" : 3", "\"state\" : \"COMPLETED\"");
            assertThatTwoChunksPromoted(
                    airflow, runOf(backfill), flights, List.of("2001-02-18", "2001-02-19", "2001-02-20"));
        }
    }

    private void aBackfillIsCancelled(AirflowServer airflow, Path flights) {
        try (ChildJvm backfill =
                viaAirflow(airflow, flights, "airport_delays --from 2001-02-10 --to 2001-02-16 --chunk 1 --yes")) {
            backfill.awaiting(
                    () -> !airflow.running(line -> line.contains("--part-of")).isEmpty());
            try (ChildJvm cancel = viaAirflow(airflow, flights, "--cancel")) {
                assertThat(cancel.exitStatus()).as(cancel::written).isZero();
                assertThat(cancel.written()).contains("\"state\" : \"CANCELLED\"");
            }
            assertThat(backfill.exitStatus()).as(backfill::written).isEqualTo(1);
            assertThat(backfill.written()).contains("\"state\" : \"CANCELLED\"");
            assertThat(airflow.awaitEnd(runOf(backfill))).isEqualTo(RunState.FAILED);
        }
        airflow.await(
                "the end of its tasks",
                () -> airflow.running(line -> line.contains("--part-of")).isEmpty());
        assertThat(promoted(flights, "airport_delays", "2001-02-15").count()).isZero();
    }

    /** Starts a backfill with these words more. */
    private ChildJvm viaAirflow(AirflowServer airflow, Path flights, String words) {
        return CommandRun.start(
                folder.resolve("backfill " + words + ".txt"),
                airflow.environment(),
                List.of(),
                flights,
                ("backfill --via airflow " + words).split(" "));
    }

    private static DagRunId runOf(ChildJvm backfill) {
        Matcher run = Pattern.compile("sluice__airport_delays\\.v1__\\w+").matcher(backfill.written());
        assertThat(run.find()).as(backfill::written).isTrue();
        return new DagRunId("flights__backfill", run.group());
    }

    /** Ends the process of a task, as the machine does when it has no memory left, while it computes. */
    private static void killOnce(AirflowServer airflow, Path flights) {
        airflow.await(
                "the run of airport_delays",
                () -> runs(flights, "airport_delays", "2001-02-27").size() > 0);
        List<ProcessHandle> found =
                airflow.running(line -> line.contains("run airport_delays@1") && line.contains("java"));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).destroyForcibly()).isTrue();
    }

    private static JsonNode runs(Path project, String view, String partition) {
        JsonNode runs =
                CommandRun.of(project, "history", view).succeeds().json().get("runs");
        com.fasterxml.jackson.databind.node.ArrayNode ofPartition =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        runs.forEach(run -> {
            if (run.get("partition").asText().equals(partition)) {
                ofPartition.add(run);
            }
        });
        return ofPartition;
    }

    private static Dataset<Row> promoted(Path project, String view, String day) {
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(project.resolve("lake/features/" + view + "/v1").toString())
                .where("event_date = '" + day + "'");
    }

    private static Map<String, Object> backfill() {
        return Map.of(
                "view", "airport_delays@1",
                "chunks",
                        List.of(
                                Map.of("from", "2001-02-24", "to", "2001-02-25"),
                                Map.of("from", "2001-02-25", "to", "2001-02-26")),
                "arguments", List.of("--yes"));
    }

    /** The example as a project of this name, of two views, one of which no partition can pass; its DAGs are where Airflow sees them. */
    private Path compiled(String name, String more) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.delete(project.resolve("views/route_windows.yaml"));
        replace(
                project.resolve("services.yaml"),
                "    - {view: route_windows, features: [delay_avg_28d, late_sum_7d]}\n",
                "");
        replace(project.resolve("views/route_delays.yaml"), "min_value: 1}", "min_value: 100000}");
        replace(project.resolve("sluice.yaml"), "project: flights", "project: " + name);
        replace(
                project.resolve("sluice.yaml"),
                "registry: embedded\n",
                "registry: embedded\n"
                        + ORCHESTRATION.formatted(
                                TestInstallation.launcher(project, "echo \"$@\" >> '" + project + "/started'"))
                        + more);
        CommandRun.of(project, "check").succeeds();
        CommandRun.of(project, "apply").succeeds();
        CommandRun.of(project, "dags", "compile", "--out", dags.toString()).succeeds();
        return project;
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
