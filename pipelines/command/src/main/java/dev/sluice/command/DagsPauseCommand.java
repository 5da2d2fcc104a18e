package dev.sluice.command;

import dev.sluice.airflow.Dag;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice dags pause}. */
@Command(name = "pause", description = "Let no task of a DAG begin any more; those in work end.")
final class DagsPauseCommand extends AirflowCommand {
    @Parameters(paramLabel = "DAG", arity = "1..*", description = "The DAGs, as daily or flights__daily.")
    private List<String> names = List.of();

    DagsPauseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        List<String> ids = names.stream().map(airflow::dag).map(Dag::id).toList();
        ids.forEach(airflow.airflow()::pause);
        return Answer.done(
                JsonDocument.of("paused", ids),
                terminal -> ids.forEach(id -> terminal.line(
                        "Paused " + id + ": what is in work ends, nothing more begins. `sluice dags unpause " + id
                                + "` lets it go on.")));
    }
}
