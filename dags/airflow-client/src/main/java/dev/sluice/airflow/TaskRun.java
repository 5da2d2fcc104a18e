package dev.sluice.airflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task of a run, or one element of a mapped task.
 *
 * @param element the index of a mapped task's element; -1 of other tasks, and before a mapped one has its elements
 * @param attempt the newest, from 1; 0 before the first
 */
public record TaskRun(
        String task,
        int element,
        TaskState state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    public static final int UNMAPPED = -1;

    /** As people read it: {@code chunk[3]}. */
    public String name() {
        return element == UNMAPPED ? task : task + "[" + element + "]";
    }

    /** The same in an attempt. */
    public TaskRun in(int otherAttempt) {
        return new TaskRun(task, element, state, otherAttempt, startedAt, endedAt);
    }

    TaskRun in(TaskState next) {
        return new TaskRun(task, element, next, attempt, startedAt, endedAt);
    }
}
