package dev.sluice.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice dags}. */
@Command(
        name = "dags",
        description = "The project's DAGs in Airflow.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DagsCompileCommand.class,
            DagsListCommand.class,
            DagsTriggerCommand.class,
            DagsWatchCommand.class,
            DagsPauseCommand.class,
            DagsUnpauseCommand.class,
            DagsLogsCommand.class
        })
final class DagsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand. Name one, as `sluice dags list`.");
    }
}
