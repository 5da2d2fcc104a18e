package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import picocli.CommandLine.Command;

/** {@code sluice dags pause}. */
@Command(name = "pause", description = "Let no task of a DAG begin any more; those in work end.")
final class DagsPauseCommand extends DagsSwitchCommand {
    DagsPauseCommand(Terminal terminal) {
        super(terminal, "paused");
    }

    @Override
    void turn(Airflow airflow, String id) {
        airflow.pause(id);
    }

    @Override
    String told(String id) {
        return "Paused " + id + ": what is in work ends, nothing more begins. `sluice dags unpause " + id
                + "` lets it go on.";
    }
}
