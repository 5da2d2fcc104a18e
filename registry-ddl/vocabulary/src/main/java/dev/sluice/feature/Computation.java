package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.Granularity;
import dev.sluice.time.Schedule;
import java.util.List;
import java.util.SortedMap;

/** What a view is computed from, how, and when. */
public record Computation(List<SourceUse> sources, Transform transform, Schedule schedule) {
    public Computation {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw VocabularyError.invalid("Invalid feature view: it reads no source. Name at least one under sources.");
        }
    }

    public Granularity granularity() {
        return schedule.granularity();
    }

    void describe(SortedMap<String, String> fields) {
        fields.put("schedule", schedule.text());
        sources.forEach(use -> fields.put(
                "sources." + use.source() + ".lookback", use.lookback().toString()));
        if (transform instanceof Transform.Sql sql) {
            fields.put("transform.sql", sql.text().strip());
        } else if (transform instanceof Transform.JavaClass java) {
            fields.put("transform.class", java.className());
        }
    }
}
