package dev.sluice.command;

import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice dags watch}. */
@Command(
        name = "watch",
        description = "Follow a run until it is over. Ctrl-C leaves the run alone.",
        footer = {"", "Exit status: 0 when the run succeeded, 1 when it failed."})
final class DagsWatchCommand extends AirflowCommand {
    static final Duration PAUSE = Duration.ofSeconds(5);

    @Parameters(index = "0", paramLabel = "DAG", description = "The DAG, as daily or flights__daily.")
    private String dag = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "The run's id; default: the newest.")
    private @Nullable String run;

    DagsWatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        Dag watched = airflow.dag(dag);
        return watch(airflow, watched, airflow.run(watched, run), terminal());
    }

    static Answer watch(ProjectAirflow airflow, Dag dag, DagRun run, Terminal terminal) {
        if (dag.paused() && !run.state().isOver()) {
            terminal.note(dag.id() + " is paused in Airflow: nothing of it begins until `sluice dags unpause "
                    + dag.id() + "`.");
        }
        String again = "Stopped watching. The run " + run.id() + " goes on in Airflow; `sluice dags watch " + dag.id()
                + " " + run.id().run() + "` follows it again.";
        DagRunView over = new DagRunWatch(terminal, airflow.airflow(), PAUSE).untilOver(run.id(), again, any -> {});
        return new Answer(over.json(), over::print, over.exitStatus());
    }
}
