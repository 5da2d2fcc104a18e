package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.transform.QuotedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Parts by the labels' time: a part ends at a moment, the next begins when the embargo is over. Labels in an embargo belong to
 * no part, so that what one part's labels came to be known by is not in the next.
 *
 * @param ends one moment: train and test; two: train, validation and test
 */
public record TimeSplit(List<Instant> ends, Duration embargo) implements Split {
    public TimeSplit {
        ends = List.copyOf(ends);
        if (ends.isEmpty()
                || ends.size() > 2
                || ends.size() == 2 && !ends.get(0).plus(embargo).isBefore(ends.get(1))) {
            throw TrainingError.INVALID_SPLIT.problem("Invalid split: at " + ends + " with an embargo of " + embargo
                    + ". Give one moment, or two with the embargo between them.");
        }
    }

    /** The parts, in order. */
    public List<String> names() {
        return ends.size() == 1 ? List.of("train", "test") : List.of("train", "validation", "test");
    }

    @Override
    public Column part(Dataset<Row> rows, String timeColumn) {
        Column time = col(QuotedName.of(timeColumn)).cast("timestamp");
        List<String> names = names();
        Column part = when(time.geq(lit(ends.get(ends.size() - 1).plus(embargo))), names.get(ends.size()));
        for (int i = ends.size() - 1; i >= 0; i--) {
            Column begun =
                    i == 0 ? time.isNotNull() : time.geq(lit(ends.get(i - 1).plus(embargo)));
            part = when(begun.and(time.lt(lit(ends.get(i)))), names.get(i)).otherwise(part);
        }
        return part;
    }

    @Override
    public Map<String, Object> fields() {
        return new TreeMap<>(Map.of(
                "kind", "time", "ends", ends.stream().map(Instant::toString).toList(), "embargo", embargo.toString()));
    }

    static TimeSplit recorded(JsonNode fields) {
        List<Instant> ends = new ArrayList<>();
        fields.path("ends").forEach(end -> ends.add(Instant.parse(end.asText())));
        return new TimeSplit(ends, Duration.parse(fields.path("embargo").asText()));
    }
}
