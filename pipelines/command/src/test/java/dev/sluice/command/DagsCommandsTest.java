package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.airflow.AirflowStandIn;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.ImportError;
import dev.sluice.airflow.InMemoryAirflow;
import dev.sluice.airflow.InMemoryAirflow.Step;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.TaskState;
import dev.sluice.airflow.Trigger;
import dev.sluice.project.AirflowSettings.Api;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

/** The project's DAGs, by the commands that users type, over the REST API of a server that stands in for Airflow. */
class DagsCommandsTest {
    /** A variable that every environment has holds what the server takes for the password. */
    private static final String PASSWORD = System.getenv("PATH");

    private static final Dag DAILY = new Dag(
            "flights__daily", false, "0 0 * * *", Instant.parse("2001-03-02T00:00:00Z"), List.of("sluice"), false);

    private final InMemoryAirflow behind = new InMemoryAirflow(Clock.systemUTC())
            .with(DAILY, DagsCommandsTest::steps)
            .with(Dag.manual("flights__backfill"), any -> List.of())
            .with(Dag.manual("others"), any -> List.of());
    private final AirflowStandIn server = AirflowStandIn.of(Api.V2, behind, PASSWORD);

    @TempDir
    private Path folder;

    private FlightsFolder flights;

    private static List<Step> steps(Trigger trigger) {
        TaskState end = trigger.conf().containsKey("fail") ? TaskState.FAILED : TaskState.SUCCESS;
        return List.of(
                Step.ending("airport_delays.run", -1, end, "computed", "told \u001b[31mred\u001b[0m"),
                Step.ending("airport_delays.materialize", -1, TaskState.SUCCESS, "pushed"));
    }

    @BeforeEach
    void aProjectWithAirflow() {
        flights = FlightsFolder.in(folder).write("sluice.yaml", """
                        project: flights
                        lake: lake
                        airflow: {url: "%s", user: ada, password_variable: PATH}
                        """.formatted(server.url()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theProjectsDagsAreListedWithTheirNewestRuns() {
        behind.trigger(Trigger.of(new DagRunId("flights__daily", "sluice__2001-02-28")));
        Captured list = flights.sluice("dags", "list");
        assertThat(list.out()).isEqualTo("""
                DAG                STATE   SCHEDULE   NEXT RUN              NEWEST RUN          ENDED
                flights__backfill  ACTIVE  -          -                     -                   -
                flights__daily     ACTIVE  0 0 * * *  2001-03-02T00:00:00Z  sluice__2001-02-28  QUEUED
                """);
        assertThat(list.exitStatus()).isZero();
        assertThat(flights.sluice("dags", "list", "--all", "--output", "json").out())
                .contains("\"airflow\" : \"3.3.2\"", "\"dag\" : \"others\"", "\"run\" : \"sluice__2001-02-28\"");
        behind.with(new ImportError("/dags/broken.py", "Traceback\nSyntaxError: x"));
        assertThat(flights.sluice("dags", "list").err())
                .isEqualTo("sluice: Airflow cannot read /dags/broken.py: SyntaxError: x\n");
    }

    @Test
    void aPartitionIsTriggeredOnceAndAgainOnlyWhenAsked() {
        Captured first = flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28");
        assertThat(first.out()).isEqualTo("""
                Triggered the run sluice__2001-02-28 of flights__daily: QUEUED.
                Follow it with `sluice dags watch flights__daily sluice__2001-02-28`.
                """);
        flights.sluice("dags", "trigger", "flights__daily", "--at", "2001-02-28");
        assertThat(behind.newest("flights__daily", 10)).hasSize(1);
        assertThat(behind.newest("flights__daily", 1).get(0).conf()).containsEntry("at", "2001-02-28");
        assertThat(behind.newest("flights__daily", 1).get(0).note()).startsWith("sluice dags trigger, by ");

        Captured watched = flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28", "--watch");
        assertThat(watched.exitStatus()).isZero();
        assertThat(watched.out())
                .startsWith("Run sluice__2001-02-28 of flights__daily: SUCCESS, ")
                .containsPattern("airport_delays.run +SUCCESS +1 ");
        assertThat(flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28")
                        .out())
                .contains("It was there already, and is over. `--again` starts another one.");
        assertThat(flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28", "--again")
                        .out())
                .startsWith("Triggered the run sluice__2001-02-28__2 of flights__daily: QUEUED.");
    }

    @Test
    void aRunThatFailsFailsTheWatchAndItsLogsAreShown() {
        Captured failed = flights.sluice(
                "dags",
                "trigger",
                "daily",
                "--conf",
                "{\"fail\": true, \"at\": \"2001-02-28\"}",
                "--run-id",
                "sluice__x",
                "--watch");
        assertThat(failed.exitStatus()).isEqualTo(1);
        assertThat(failed.out())
                .startsWith("Run sluice__x of flights__daily: FAILED")
                .contains("What they said: `sluice dags logs flights__daily sluice__x`.");
        Captured logs = flights.sluice("dags", "logs", "daily");
        assertThat(logs.out()).isEqualTo("""
                airport_delays.run, attempt 1, FAILED
                  [2026-11-22T05:00:00Z] computed
                  [2026-11-22T05:00:00Z] told [31mred[0m
                """);
        assertThat(flights.sluice("dags", "logs", "daily", "sluice__x", "--task", "airport_delays.materialize")
                        .out())
                .contains("pushed");
        Captured wrong = flights.sluice("dags", "logs", "daily", "sluice__x", "--task", "airport_delay.run");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("It has airport_delays.materialize, airport_delays.run.");
        assertThat(flights.sluice(
                                "dags",
                                "trigger",
                                "daily",
                                "--conf",
                                "{\"at\": \"2001-03-01\"}",
                                "--run-id",
                                "sluice__x")
                        .err())
                .contains(
                        "has a run of this id that was triggered otherwise ({\"fail\":true,\"at\":\"2001-02-28\"}). Choose another run id.");
    }

    @Test
    void aPartitionIsNamedAsTheTasksReadIt() {
        Captured none = flights.sluice("dags", "trigger", "daily");
        assertThat(none.exitStatus()).isEqualTo(2);
        assertThat(none.err())
                .isEqualTo("sluice: Cannot trigger flights__daily without a partition. Name its day or hour, as --at"
                        + " 2001-02-28.\n");
        assertThat(flights.sluice("dags", "trigger", "backfill").exitStatus()).isZero();
        assertThat(flights.sluice("dags", "trigger", "daily", "--conf", "null").err())
                .contains("Invalid --conf: it is no JSON object.");
        assertThat(flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28T13:00:00.5+01:00")
                        .exitStatus())
                .isZero();
        assertThat(behind.newest("flights__daily", 1))
                .singleElement()
                .satisfies(run -> assertThat(run.conf()).containsEntry("at", "2001-02-28T12:00:00Z"))
                .satisfies(run -> assertThat(run.id().run()).isEqualTo("sluice__2001-02-28T12:00:00Z"));
    }

    @Test
    void aPausedDagWaitsAndIsUnpaused() {
        assertThat(flights.sluice("dags", "pause", "daily", "backfill").out())
                .contains("Paused flights__daily: what is in work ends", "Paused flights__backfill:");
        assertThat(behind.dag("flights__daily").orElseThrow().paused()).isTrue();
        assertThat(flights.sluice("dags", "list").out()).containsPattern("flights__daily +PAUSED");
        assertThat(flights.sluice("dags", "trigger", "daily", "--at", "2001-02-28")
                        .out())
                .contains("flights__daily is paused: the run waits for `sluice dags unpause flights__daily`.");
        assertThat(flights.sluice("dags", "unpause", "daily", "--output", "json")
                        .out())
                .contains("\"unpaused\" : [ \"flights__daily\" ]");
        assertThat(behind.dag("flights__daily").orElseThrow().paused()).isFalse();
    }

    @Test
    void whoStopsWatchingLeavesTheRunAlone() throws Exception {
        behind.pause("flights__daily");
        DagRunId id = new DagRunId("flights__daily", "sluice__x");
        behind.trigger(Trigger.of(id));
        CompletableFuture<Captured> watch = new CompletableFuture<>();
        Thread watcher = new Thread(() -> watch.complete(flights.sluice("dags", "watch", "daily")), "watcher");
        watcher.setDaemon(true);
        watcher.start();
        String tasks = "GET /api/v2/dags/flights__daily/dagRuns/sluice__x/taskInstances";
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (server.requests().stream().noneMatch(line -> line.startsWith(tasks)) && !watch.isDone()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
        // Without a watch the signal would end the tests; what a shell starts in the background ignores INT.
        assertThat(watch).as(() -> watch.join().err()).isNotDone();
        Signal.raise(new Signal("TERM"));
        Captured stopped = watch.get(20, TimeUnit.SECONDS);
        assertThat(stopped.exitStatus()).isEqualTo(143);
        assertThat(stopped.err())
                .contains("flights__daily is paused in Airflow: nothing of it begins until")
                .contains(
                        "sluice: Stopped watching. The run sluice__x of flights__daily goes on in Airflow; `sluice dags"
                                + " watch flights__daily sluice__x` follows it again.");
        assertThat(behind.run(id).orElseThrow().state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    void whatIsNotThereIsNamedWithTheNearest() {
        Captured wrong = flights.sluice("dags", "watch", "dayly");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo(
                        "sluice: Cannot find the DAG 'dayly' in Airflow, nor 'flights__dayly'. Did you mean 'daily'?\n");
        assertThat(flights.sluice("dags", "watch", "daily").err())
                .contains("it has none yet. Start one with `sluice dags trigger flights__daily`.");
        assertThat(flights.sluice("dags").exitStatus()).isEqualTo(2);
        flights.write("sluice.yaml", "project: flights\n");
        Captured none = flights.sluice("dags", "list", "--output", "json");
        assertThat(none.exitStatus()).isEqualTo(2);
        assertThat(none.out()).contains("\"code\" : \"NOT_CONFIGURED\"");
        assertThat(none.err()).contains("`airflow: {url: http://localhost:8080, user: admin}`");
    }

    @Test
    void aServerThatIsAwayIsAnExternalProblem() {
        server.close();
        Captured away = flights.sluice("dags", "list", "--output", "json");
        assertThat(away.exitStatus()).isEqualTo(1);
        assertThat(away.out()).contains("\"code\" : \"UNREACHABLE\"", "\"type\" : \"EXTERNAL\"");
    }
}
