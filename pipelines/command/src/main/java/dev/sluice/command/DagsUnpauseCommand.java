package dev.sluice.command;

import dev.sluice.airflow.Dag;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice dags unpause}. */
@Command(name = "unpause", description = "Let the tasks of a DAG begin again, and its scheduled runs.")
final class DagsUnpauseCommand extends AirflowCommand {
    @Parameters(paramLabel = "DAG", arity = "1..*", description = "The DAGs, as daily or flights__daily.")
    private List<String> names = List.of();

    DagsUnpauseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        List<String> ids = names.stream().map(airflow::dag).map(Dag::id).toList();
        ids.forEach(airflow.airflow()::unpause);
        return Answer.done(
                JsonDocument.of("unpaused", ids), terminal -> ids.forEach(id -> terminal.line("Unpaused " + id + ".")));
    }
}
