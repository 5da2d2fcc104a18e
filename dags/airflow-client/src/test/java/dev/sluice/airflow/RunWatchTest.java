package dev.sluice.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.project.AirflowSettings.Api;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunWatchTest {
    private final InMemoryAirflow airflow = ContractDags.airflow();
    private final DagRunId id = airflow.trigger(Trigger.of(AirflowContract.fresh(AirflowContract.DAG)))
            .id();

    @Test
    void aServerThatIsAwayForAWhileEndsNoWatch() {
        try (AirflowStandIn server = AirflowStandIn.of(Api.V2, airflow, "secret")) {
            Patience once = new Patience(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofMillis(1));
            Airflow client = HttpAirflow.of(
                    new AirflowAccess(server.url(), Api.V2, new Credentials.Password("ada", "secret"), once),
                    Clock.systemUTC());
            server.next(Fault.answer("GET .*/dagRuns/.*", 503, ""), Fault.answer("GET .*/dagRuns/.*", 502, ""));
            List<RunState> seen = new ArrayList<>();
            DagRun run = new RunWatch(client, Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofSeconds(10))
                    .untilOver(id, (now, tasks) -> seen.add(now.state()), () -> false);
            assertThat(run.state()).isEqualTo(RunState.SUCCESS);
            assertThat(seen).endsWith(RunState.SUCCESS);
            assertThat(server.requests()).hasSizeGreaterThan(3);
        }
    }

    @Test
    void aRunThatTakesTooLongIsLeftAlone() {
        airflow.pause(AirflowContract.DAG);
        assertThatThrownBy(() -> new RunWatch(airflow, Duration.ofMillis(1), Duration.ZERO, Duration.ofMillis(20))
                        .untilOver(id, (run, tasks) -> {}, () -> false))
                .hasMessageContaining(
                        "Stopped watching the run " + id + ": it is not over after 0 minutes. It goes on; watch"
                                + " it again with `sluice dags watch sluice_contract " + id.run() + "`.");
    }

    @Test
    void anInterruptionEndsTheWatchAndNotTheRun() {
        airflow.pause(AirflowContract.DAG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new RunWatch(airflow, Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1))
                        .untilOver(id, (run, tasks) -> {}, () -> false))
                .hasMessageContaining("It goes on.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(airflow.run(id)).get().extracting(DagRun::state).isEqualTo(RunState.QUEUED);
    }

    /** As when the interruption itself is lost: nothing but the question ends the watch. */
    @Test
    void whoAsksToStopIsHeardAlsoWhenTheServerIsAway() {
        AirflowStandIn gone = AirflowStandIn.of(Api.V2, airflow, "secret");
        gone.close();
        Patience once = new Patience(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofMillis(1));
        Airflow client = HttpAirflow.of(
                new AirflowAccess(gone.url(), Api.V2, new Credentials.Password("ada", "secret"), once),
                Clock.systemUTC());
        long begun = System.nanoTime();
        assertThatThrownBy(() -> new RunWatch(client, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1))
                        .untilOver(
                                id,
                                (run, tasks) -> {},
                                () -> System.nanoTime() - begun
                                        > Duration.ofMillis(500).toNanos()))
                .hasMessageContaining("Stopped watching the run " + id + ". It goes on.");
        airflow.pause(AirflowContract.DAG);
        long again = System.nanoTime();
        assertThatThrownBy(() -> new RunWatch(airflow, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1))
                        .untilOver(
                                id,
                                (run, tasks) -> {},
                                () -> System.nanoTime() - again
                                        > Duration.ofMillis(50).toNanos()))
                .hasMessageContaining("It goes on.");
    }

    @Test
    void aRunThatIsNotThereIsNotWatched() {
        assertThatThrownBy(() -> new RunWatch(airflow, Duration.ofMillis(1), Duration.ofHours(1), Duration.ofHours(1))
                        .untilOver(AirflowContract.fresh(AirflowContract.DAG), (run, tasks) -> {}, () -> false))
                .hasMessageContaining("Airflow does not know it");
    }
}
