package dev.sluice.airflow;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Airflow when a run is to be started. Its id is chosen by whoever asks, so that asking twice is asking once.
 *
 * @param conf texts, numbers, booleans, lists and maps of them
 * @param logicalDate no two runs of a DAG share one; null for none
 * @param interval the data that the run is about; only with a logical date
 * @param note for people who look at the run
 */
public record Trigger(
        DagRunId id,
        Map<String, Object> conf,
        @Nullable Instant logicalDate,
        @Nullable TimeRange interval,
        @Nullable String note) {
    public Trigger {
        conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
        if (interval != null && logicalDate == null) {
            throw VocabularyError.invalid(
                    "Cannot trigger " + id + ": Airflow takes a data interval only with a logical date.");
        }
    }

    public static Trigger of(DagRunId id) {
        return new Trigger(id, Map.of(), null, null, null);
    }

    public Trigger withConf(Map<String, Object> other) {
        return new Trigger(id, other, logicalDate, interval, note);
    }

    /** About this data, whose start is the logical date. */
    public Trigger withInterval(TimeRange range) {
        return new Trigger(id, conf, range.from(), range, note);
    }

    public Trigger withNote(String text) {
        return new Trigger(id, conf, logicalDate, interval, text);
    }
}
