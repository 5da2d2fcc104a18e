package dev.sluice.training;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.sluice.problem.NearestName;
import dev.sluice.transform.QuotedName;
import java.time.Instant;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The first and the last moment of a spine's labels, null where no label has a time; and how many there are. */
record SpineRange(@Nullable Instant earliest, @Nullable Instant latest, long labels) {
    static SpineRange of(Dataset<Row> spine, String timeColumn) {
        String name = Arrays.stream(spine.columns())
                .filter(timeColumn::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> TrainingError.INVALID_SPINE.problem("Unknown column: the spine has no '" + timeColumn
                        + "'." + NearestName.hint(timeColumn, Arrays.asList(spine.columns()))));
        Column time = spine.col(QuotedName.of(name));
        String type = spine.schema().apply(name).dataType().simpleString();
        if (!type.matches("timestamp|timestamp_ntz|date")) {
            throw TrainingError.INVALID_SPINE.problem("Cannot use the spine's column '" + name + "' as time: it is "
                    + type + ". It must be a timestamp or a date; in CSV write times as 2001-03-05T13:45:00Z.");
        }
        Row row = spine.agg(min(time.cast("timestamp")), max(time.cast("timestamp")), count(lit(1)))
                .first();
        return new SpineRange(instant(row.get(0)), instant(row.get(1)), row.getLong(2));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return value instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : (Instant) value;
    }

    boolean isEmpty() {
        return earliest == null || latest == null;
    }

    Instant first() {
        return java.util.Objects.requireNonNull(earliest);
    }

    Instant last() {
        return java.util.Objects.requireNonNull(latest);
    }
}
