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

    /** What decides values. */
    void describe(SortedMap<String, String> fields) {
        fields.put("schedule", schedule.text());
        sources.forEach(use -> fields.put(
                "sources." + use.source() + ".lookback", use.lookback().toString()));
        if (transform instanceof Transform.Sql sql) {
            fields.put("transform.sql", sql.meaning());
        } else if (transform instanceof Transform.JavaClass java) {
            fields.put("transform.class", java.className());
        } else if (transform instanceof Transform.Aggregates aggregates) {
            describe(aggregates, fields);
        }
    }

    /** How it is written, where that says more than what it means. */
    void describeText(SortedMap<String, String> fields) {
        if (transform instanceof Transform.Sql sql) {
            fields.put("transform.sql", sql.text().strip());
            String former = sql.formerText();
            if (former != null) {
                fields.put("transform.former_sql", former);
            }
        }
    }

    private static void describe(Transform.Aggregates aggregates, SortedMap<String, String> fields) {
        aggregates.keys().forEach((key, column) -> fields.put("aggregate.on." + key, column));
        aggregates
                .aggregations()
                .forEach(aggregation -> fields.put(
                        "aggregate." + aggregation.name(),
                        aggregation.of().strip() + " as " + aggregation.type() + " by " + aggregation.by() + " over "
                                + aggregation.over()));
    }
}
