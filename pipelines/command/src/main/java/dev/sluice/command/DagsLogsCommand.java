package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.TaskRun;
import dev.sluice.airflow.TaskState;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dags logs}. */
@Command(name = "logs", description = "Show what the tasks of a run have written; by default those that failed.")
final class DagsLogsCommand extends AirflowCommand {
    private static final int MOST_TASKS = 20;

    @Parameters(index = "0", paramLabel = "DAG", description = "The DAG, as daily or flights__daily.")
    private String dag = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "The run's id; default: the newest.")
    private @Nullable String run;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "This task, as chunk or chunk[3], whatever became of it; default: those that failed.")
    private @Nullable String task;

    @Option(names = "--attempt", paramLabel = "N", description = "Which attempt; default: the newest.")
    private int attempt;

    DagsLogsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        DagRun asked = airflow.run(airflow.dag(dag), run);
        List<TaskRun> tasks = wanted(airflow.airflow().tasks(asked.id()), asked);
        if (tasks.isEmpty()) {
            return Answer.done(
                    JsonDocument.of("run", asked.id().run()).with("logs", List.of()),
                    terminal -> terminal.line("No task of the run " + asked.id()
                            + " has failed. `--task NAME` shows what another one has written."));
        }
        List<Map<String, ?>> logs = new ArrayList<>();
        tasks.stream().limit(MOST_TASKS).forEach(one -> logs.add(log(airflow.airflow(), asked, one)));
        return Answer.done(
                JsonDocument.of("run", asked.id().run()).with("logs", logs), terminal -> print(logs, tasks, terminal));
    }

    private List<TaskRun> wanted(List<TaskRun> tasks, DagRun asked) {
        String name = task;
        if (name == null) {
            return tasks.stream()
                    .filter(one -> one.state() == TaskState.FAILED || one.state() == TaskState.UP_FOR_RETRY)
                    .toList();
        }
        List<TaskRun> named = tasks.stream()
                .filter(one -> one.name().equals(name) || one.task().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot find the task '" + name + "' in the run " + asked.id() + ". It has "
                            + String.join(
                                    ", ",
                                    tasks.stream()
                                            .map(TaskRun::name)
                                            .limit(MOST_TASKS)
                                            .toList())
                            + ".");
        }
        return named;
    }

    /** Of an attempt that there was; a task that never began has none. */
    private Map<String, ?> log(Airflow airflow, DagRun asked, TaskRun one) {
        TaskRun read = attempt > 0 ? one.in(attempt) : one;
        List<String> lines = read.attempt() == 0 ? List.of() : airflow.log(asked.id(), read);
        return JsonDocument.of("task", read.name())
                .with("state", read.state().name())
                .with("attempt", read.attempt())
                .with("lines", lines)
                .members();
    }

    private static void print(List<Map<String, ?>> logs, List<TaskRun> tasks, Terminal terminal) {
        for (Map<String, ?> log : logs) {
            terminal.line(terminal.bold(log.get("task") + ", attempt " + log.get("attempt") + ", " + log.get("state")));
            ((List<?>) List.copyOf((List<?>) log.get("lines")))
                    .forEach(line -> terminal.line("  " + String.valueOf(line).replaceAll("[\\p{Cntrl}&&[^\\t]]", "")));
        }
        if (tasks.size() > logs.size()) {
            terminal.line((tasks.size() - logs.size()) + " more tasks; name one with --task.");
        }
    }
}
