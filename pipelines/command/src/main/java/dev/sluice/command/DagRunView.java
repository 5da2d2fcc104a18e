package dev.sluice.command;

import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.TaskRun;
import dev.sluice.airflow.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of a DAG and its tasks, for people and for programs. */
record DagRunView(DagRun run, List<TaskRun> tasks) {
    private static final int MOST_SHOWN = 25;

    static Map<String, ?> json(DagRun run) {
        return JsonDocument.of("dag", run.id().dag())
                .with("run", run.id().run())
                .with("state", run.state().name())
                .with("type", run.type())
                .with("logical_date", run.logicalDate())
                .with("started_at", run.startedAt())
                .with("ended_at", run.endedAt())
                .with("conf", run.conf())
                .with("note", run.note())
                .members();
    }

    JsonDocument json() {
        JsonDocument json = new JsonDocument();
        json(run).forEach(json::with);
        return json.with("tasks", tasks.stream().map(DagRunView::json).toList());
    }

    private static Map<String, ?> json(TaskRun task) {
        return JsonDocument.of("task", task.task())
                .with("element", task.element() == TaskRun.UNMAPPED ? null : task.element())
                .with("state", task.state().name())
                .with("attempt", task.attempt())
                .with("started_at", task.startedAt())
                .with("ended_at", task.endedAt())
                .members();
    }

    int exitStatus() {
        return run.state() == RunState.FAILED ? 1 : 0;
    }

    List<TaskRun> failed() {
        return tasks.stream().filter(task -> task.state() == TaskState.FAILED).toList();
    }

    /** All tasks when they are few, else those of which there is something to say. */
    void print(Terminal terminal) {
        terminal.line("Run " + run.id() + ": " + terminal.state(run.state().name()) + ", "
                + seconds(run.startedAt(), run.endedAt()) + " s");
        List<TaskRun> shown = tasks.size() <= MOST_SHOWN
                ? tasks
                : tasks.stream()
                        .filter(task -> task.state() != TaskState.SUCCESS)
                        .limit(MOST_SHOWN)
                        .toList();
        if (!shown.isEmpty()) {
            TextTable table = TextTable.of("TASK", "STATE", "ATTEMPT", "STARTED", "SECONDS");
            shown.forEach(task -> table.row(
                    task.name(),
                    terminal.state(task.state().name()),
                    task.attempt(),
                    task.startedAt() == null ? "-" : task.startedAt(),
                    seconds(task.startedAt(), task.endedAt())));
            table.print(terminal);
        }
        if (shown.size() < tasks.size()) {
            terminal.line(tasks.size() - shown.size() + " more tasks; --output json shows all.");
        }
        if (!failed().isEmpty()) {
            terminal.line("What they said: `sluice dags logs " + run.id().dag() + " "
                    + run.id().run() + "`.");
        }
    }

    private static String seconds(@Nullable Instant from, @Nullable Instant until) {
        return from == null || until == null
                ? "-"
                : String.format(
                        Locale.ROOT, "%.1f", Duration.between(from, until).toMillis() / 1000.0);
    }
}
