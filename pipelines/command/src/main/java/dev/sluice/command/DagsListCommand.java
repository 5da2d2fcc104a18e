package dev.sluice.command;

import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.ImportError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice dags list}. */
@Command(
        name = "list",
        description = "Show the project's DAGs, whether they are paused, and how their newest runs ended.")
final class DagsListCommand extends AirflowCommand {
    @Option(names = "--all", description = "Those of others, too, without their runs.")
    private boolean all;

    DagsListCommand(Terminal terminal) {
        super(terminal);
    }

    /** A DAG and its newest run. */
    private record Line(Dag dag, @Nullable DagRun newest) {
        static Line of(Dag dag, ProjectAirflow airflow) {
            boolean own = dag.id().startsWith(airflow.prefix());
            List<DagRun> runs = own ? airflow.airflow().newest(dag.id(), 1) : List.of();
            return new Line(dag, runs.isEmpty() ? null : runs.get(0));
        }

        String state() {
            if (dag.broken()) {
                return "BROKEN";
            }
            return dag.paused() ? "PAUSED" : "ACTIVE";
        }

        Map<String, ?> json() {
            return JsonDocument.of("dag", dag.id())
                    .with("state", state())
                    .with("schedule", dag.schedule())
                    .with("next_run", dag.nextRun())
                    .with("tags", dag.tags())
                    .with("newest_run", newest == null ? null : DagRunView.json(newest))
                    .members();
        }

        void row(TextTable table, Terminal terminal) {
            table.row(
                    dag.id(),
                    terminal.state(state()),
                    dag.schedule() == null ? "-" : dag.schedule(),
                    dag.nextRun() == null ? "-" : dag.nextRun(),
                    newest == null ? "-" : newest.id().run(),
                    newest == null ? "-" : terminal.state(newest.state().name()));
        }
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        List<Line> lines = airflow.airflow().dags(all ? "" : airflow.prefix()).stream()
                .map(dag -> Line.of(dag, airflow))
                .toList();
        List<ImportError> broken = airflow.airflow().importErrors();
        JsonDocument json = JsonDocument.of("project", airflow.project().name())
                .with("airflow", airflow.airflow().version())
                .with("dags", lines.stream().map(Line::json).toList())
                .with(
                        "import_errors",
                        broken.stream().map(DagsListCommand::json).toList());
        return Answer.done(json, terminal -> print(lines, broken, terminal));
    }

    private static Map<String, ?> json(ImportError error) {
        return JsonDocument.of("file", error.file())
                .with("message", error.message())
                .members();
    }

    private static void print(List<Line> lines, List<ImportError> broken, Terminal terminal) {
        if (lines.isEmpty()) {
            terminal.line(
                    "Airflow has no DAG of this project. Put what `sluice dags compile` writes where it reads its DAGs.");
        } else {
            TextTable table = TextTable.of("DAG", "STATE", "SCHEDULE", "NEXT RUN", "NEWEST RUN", "ENDED");
            lines.forEach(line -> line.row(table, terminal));
            table.print(terminal);
        }
        broken.forEach(error -> terminal.problem("Airflow cannot read " + error.file() + ": "
                + error.message().strip().replaceAll("(?s).*\n", "").replaceAll("\\p{Cntrl}", " ")));
    }
}
