package dev.sluice.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every Airflow does, also a real one. It needs the DAGs of {@code src/test/dags}: {@code sluice_contract}, whose mapped
 * task {@code chunk} writes each of {@code conf.chunks} and fails at those that say {@code fail}, and the paused
 * {@code sluice_contract_paused}.
 */
abstract class AirflowContract {
    static final String DAG = "sluice_contract";
    static final String PAUSED = "sluice_contract_paused";

    private Airflow airflow;

    abstract Airflow airflow();

    /** How long a run may take. */
    Duration longest() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    void asked() {
        airflow = airflow();
        airflow.unpause(DAG);
        airflow.pause(PAUSED);
    }

    static DagRunId fresh(String dag) {
        return new DagRunId(dag, "sluice__contract__" + UUID.randomUUID());
    }

    private static Map<String, Object> chunks(String... failing) {
        List<Map<String, Object>> chunks = List.of(
                Map.of(
                        "from",
                        "2001-02-01",
                        "to",
                        "2001-02-08",
                        "fail",
                        List.of(failing).contains("0")),
                Map.of(
                        "from",
                        "2001-02-08",
                        "to",
                        "2001-02-15",
                        "fail",
                        List.of(failing).contains("1")));
        return Map.of("view", "airport_delays@1", "chunks", chunks, "arguments", List.of("--yes"));
    }

    private DagRun over(DagRunId id) {
        return new RunWatch(airflow, Duration.ofMillis(50), Duration.ZERO, longest())
                .untilOver(id, (run, tasks) -> assertThat(run.id()).isEqualTo(id), () -> false);
    }

    private static void assertProblem(AirflowError code, Supplier<?> call, String word, String... more) {
        assertThatThrownBy(call::get)
                .asInstanceOf(type(SluiceException.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code))
                .extracting(SluiceException::getMessage)
                .asString()
                .contains(Stream.concat(Stream.of(word), Stream.of(more)).toList());
    }

    @Test
    void itTellsItsReleaseAndThatItIsWell() {
        assertThat(airflow.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(airflow.health().unhealthy()).doesNotContain("scheduler", "metadatabase");
        assertThat(airflow.health().parts()).extracting(Health.Part::name).contains("scheduler", "metadatabase");
    }

    @Test
    void itListsDagsByHowTheirIdsBegin() {
        assertThat(airflow.dags("sluice_contract")).extracting(Dag::id).containsExactly(DAG, PAUSED);
        assertThat(airflow.dags("sluice-contract")).isEmpty();
        assertThat(airflow.dag(DAG))
                .get()
                .extracting(Dag::broken, Dag::schedule)
                .containsExactly(false, null);
        assertThat(airflow.dag("no_such_dag")).isEmpty();
        assertThat(airflow.importErrors())
                .extracting(ImportError::file)
                .noneMatch(file -> file.contains("sluice_contract"));
    }

    @Test
    void pausingIsSeenAndMayBeRepeated() {
        airflow.pause(DAG);
        airflow.pause(DAG);
        assertThat(airflow.dag(DAG)).get().extracting(Dag::paused).isEqualTo(true);
        airflow.unpause(DAG);
        assertThat(airflow.dags(DAG).get(0).paused()).isFalse();
        assertProblem(
                AirflowError.NOT_FOUND,
                () -> {
                    airflow.pause("no_such_dag");
                    return null;
                },
                "no_such_dag");
    }

    @Test
    void aRunIsTriggeredOnceHoweverOftenItIsAskedFor() {
        Trigger trigger = Trigger.of(fresh(PAUSED)).withConf(chunks()).withNote("by the contract");
        DagRun first = airflow.trigger(trigger);
        assertThat(first.id()).isEqualTo(trigger.id());
        assertThat(first.state()).isEqualTo(RunState.QUEUED);
        assertThat(first.type()).isEqualTo("manual");
        assertThat(first.logicalDate() == null || first.note() != null).isTrue();
        assertThat(airflow.trigger(trigger).id()).isEqualTo(first.id());
        assertThat(airflow.newest(PAUSED, 1)).extracting(DagRun::id).containsExactly(first.id());
        DagRun read = airflow.run(first.id()).orElseThrow();
        assertThat(Json.same(read.conf(), chunks())).isTrue();
        assertThat(read.note()).isEqualTo("by the contract");

        assertProblem(
                AirflowError.CONFLICT,
                () -> airflow.trigger(trigger.withConf(chunks("1"))),
                "Cannot trigger the run " + trigger.id(),
                "a run of this id that was triggered otherwise",
                "Choose another run id.");
        airflow.end(first.id());
    }

    @Test
    void noTwoRunsShareALogicalDate() {
        Instant day = Instant.ofEpochSecond(
                978_307_200L + Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 100_000_000L));
        TimeRange interval = new TimeRange(day, day.plus(Duration.ofDays(1)));
        Trigger first = Trigger.of(fresh(PAUSED)).withInterval(interval);
        DagRun run = airflow.trigger(first);
        assertThat(run.logicalDate()).isEqualTo(day);
        assertThat(run.interval()).isEqualTo(interval);
        assertThat(airflow.trigger(first).id()).isEqualTo(run.id());
        assertProblem(
                AirflowError.CONFLICT,
                () -> airflow.trigger(Trigger.of(fresh(PAUSED)).withInterval(interval)),
                "Cannot trigger the run ");
        airflow.end(run.id());
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(airflow.run(fresh(DAG))).isEmpty();
        assertThat(airflow.run(fresh("no_such_dag"))).isEmpty();
        assertProblem(AirflowError.NOT_FOUND, () -> airflow.trigger(Trigger.of(fresh("no_such_dag"))), "no_such_dag");
        assertProblem(AirflowError.NOT_FOUND, () -> airflow.tasks(fresh(DAG)), "sluice__contract__");
        assertProblem(AirflowError.NOT_FOUND, () -> airflow.newest("no_such_dag", 1), "no_such_dag");
    }

    @Test
    void aRunEndsWithATaskForEachChunkAndTheirLogs() {
        DagRunId id = airflow.trigger(Trigger.of(fresh(DAG)).withConf(chunks())).id();
        DagRun run = over(id);
        assertThat(run.state()).isEqualTo(RunState.SUCCESS);
        assertThat(run.startedAt()).isNotNull();
        assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
        List<TaskRun> chunks = tasks(id, "chunk");
        assertThat(chunks).extracting(TaskRun::name).containsExactly("chunk[0]", "chunk[1]");
        assertThat(chunks).extracting(TaskRun::state).containsOnly(TaskState.SUCCESS);
        assertThat(chunks).extracting(TaskRun::attempt).containsOnly(1);
        assertThat(String.join("\n", airflow.log(id, chunks.get(1)))).contains("chunk 2001-02-08 to 2001-02-15");
    }

    @Test
    void aFailedTaskFailsItsRun() {
        DagRunId id =
                airflow.trigger(Trigger.of(fresh(DAG)).withConf(chunks("1"))).id();
        assertThat(over(id).state()).isEqualTo(RunState.FAILED);
        assertThat(tasks(id, "chunk")).extracting(TaskRun::state).containsExactly(TaskState.SUCCESS, TaskState.FAILED);
        assertThat(tasks(id, "chunk")).extracting(TaskRun::attempt).containsExactly(1, 1);
    }

    @Test
    void aRunThatIsEndedHasFailed() {
        DagRunId id =
                airflow.trigger(Trigger.of(fresh(PAUSED)).withConf(chunks())).id();
        airflow.end(id);
        assertThat(airflow.run(id)).get().extracting(DagRun::state).isEqualTo(RunState.FAILED);
        airflow.end(id);
    }

    @Test
    void theNewestRunsComeFirst() {
        DagRunId first = airflow.trigger(Trigger.of(fresh(PAUSED))).id();
        DagRunId second = airflow.trigger(Trigger.of(fresh(PAUSED))).id();
        assertThat(airflow.newest(PAUSED, 2)).extracting(DagRun::id).containsExactly(second, first);
        airflow.end(first);
        airflow.end(second);
    }

    private List<TaskRun> tasks(DagRunId id, String name) {
        return airflow.tasks(id).stream()
                .filter(task -> task.task().equals(name))
                .toList();
    }
}
