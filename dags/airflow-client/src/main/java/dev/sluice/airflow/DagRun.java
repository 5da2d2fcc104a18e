package dev.sluice.airflow;

import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a DAG.
 *
 * @param type scheduled, manual, backfill, or another word of Airflow's
 * @param logicalDate null for runs without one
 * @param interval the data that it is about; null when Airflow does not say
 * @param conf what it was triggered with, as JSON
 */
public record DagRun(
        DagRunId id,
        RunState state,
        String type,
        @Nullable Instant logicalDate,
        @Nullable TimeRange interval,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, Object> conf,
        @Nullable String note) {
    public DagRun {
        conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
    }

    DagRun in(RunState next) {
        return new DagRun(id, next, type, logicalDate, interval, startedAt, endedAt, conf, note);
    }
}
