package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.airflow.AirflowError;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.InMemoryAirflow;
import dev.sluice.airflow.InMemoryAirflow.Step;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.TaskState;
import dev.sluice.airflow.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DagRunWatchTest {
    private final InMemoryAirflow airflow = new InMemoryAirflow(Clock.systemUTC())
            .with(Dag.manual("d"), any -> List.of(Step.ending("t", -1, TaskState.SUCCESS)));
    private final DagRunId id =
            airflow.trigger(Trigger.of(new DagRunId("d", "r"))).id();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final DagRunWatch watch = new DagRunWatch(
            new Terminal(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false),
            airflow,
            Duration.ofMillis(1));

    @Test
    void whatAnOutsideSystemFailsAtALookEndsNoWatch() {
        List<RunState> seen = new ArrayList<>();
        DagRunView view = watch.untilOver(id, "", run -> {
            seen.add(run.state());
            throw AirflowError.UNREACHABLE.problem("Cannot end it: Airflow is away.");
        });
        assertThat(view.exitStatus()).isZero();
        assertThat(view.tasks()).hasSize(1);
        assertThat(seen).hasSizeGreaterThan(1).endsWith(RunState.SUCCESS);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cannot end it: Airflow is away.");
    }

    @Test
    void anyOtherProblemAtALookEndsIt() {
        assertThatThrownBy(() -> watch.untilOver(id, "", run -> {
                    throw AirflowError.NOT_ALLOWED.problem("Cannot end it: you may not.");
                }))
                .hasMessage("Cannot end it: you may not.");
    }
}
