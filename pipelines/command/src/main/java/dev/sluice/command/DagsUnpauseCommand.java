package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import picocli.CommandLine.Command;

/** {@code sluice dags unpause}. */
@Command(name = "unpause", description = "Let the tasks of a DAG begin again, and its scheduled runs.")
final class DagsUnpauseCommand extends DagsSwitchCommand {
    DagsUnpauseCommand(Terminal terminal) {
        super(terminal, "unpaused");
    }

    @Override
    void turn(Airflow airflow, String id) {
        airflow.unpause(id);
    }

    @Override
    String told(String id) {
        return "Unpaused " + id + ".";
    }
}
