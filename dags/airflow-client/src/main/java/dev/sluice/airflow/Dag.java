package dev.sluice.airflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DAG.
 *
 * @param schedule as its author has written it, as far as Airflow tells; null without one
 * @param nextRun when the next scheduled run begins; null when none is due
 * @param broken whether its file cannot be read any more
 */
public record Dag(
        String id,
        boolean paused,
        @Nullable String schedule,
        @Nullable Instant nextRun,
        List<String> tags,
        boolean broken) {
    public Dag {
        tags = List.copyOf(tags);
    }

    /** A DAG that runs only when somebody triggers it. */
    public static Dag manual(String id) {
        return new Dag(id, false, null, null, List.of(), false);
    }

    Dag pausedIs(boolean now) {
        return new Dag(id, now, schedule, nextRun, tags, broken);
    }
}
