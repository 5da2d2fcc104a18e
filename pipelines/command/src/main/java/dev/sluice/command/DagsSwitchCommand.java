package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.Dag;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A command that does one thing to each of the DAGs that are named. */
abstract class DagsSwitchCommand extends AirflowCommand {
    @Parameters(paramLabel = "DAG", arity = "1..*", description = "The DAGs, as daily or flights__daily.")
    private List<String> names = List.of();

    private final String done;

    /** @param done what has been done to the DAGs, as paused */
    DagsSwitchCommand(Terminal terminal, String done) {
        super(terminal);
        this.done = done;
    }

    abstract void turn(Airflow airflow, String id);

    /** What is said of a DAG once it is done. */
    abstract String told(String id);

    @Override
    final Answer answer(ProjectAirflow airflow) {
        List<String> ids = names.stream().map(airflow::dag).map(Dag::id).toList();
        ids.forEach(id -> turn(airflow.airflow(), id));
        return Answer.done(JsonDocument.of(done, ids), terminal -> ids.forEach(id -> terminal.line(told(id))));
    }
}
