package dev.sluice.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How labels are divided into parts, as train and test. The parts stand in the column {@code split}, the last. */
public interface Split {
    String COLUMN = "split";

    /** The part of a row, null for a row that belongs to none. */
    Column part(Dataset<Row> rows, String timeColumn);

    /** What decides the parts, for the manifest. */
    Map<String, Object> fields();

    /** The split that these {@link #fields()} describe. */
    static Split recorded(JsonNode fields) {
        return switch (fields.path("kind").asText()) {
            case "entity" -> EntitySplit.recorded(fields);
            case "time" -> TimeSplit.recorded(fields);
            default ->
                throw TrainingError.INVALID_MANIFEST.problem("Cannot divide rows as the manifest says: " + fields
                        + " is no split that this Sluice knows. Build a new training set.");
        };
    }

    /** The rows with their parts. */
    default Dataset<Row> divided(Dataset<Row> rows, String timeColumn) {
        if (List.of(rows.columns()).stream().anyMatch(COLUMN::equalsIgnoreCase)) {
            throw TrainingError.INVALID_SPLIT.problem(
                    "Cannot split the training set: it has a column '" + COLUMN + "' already. Rename it.");
        }
        return rows.withColumn(COLUMN, part(rows, timeColumn));
    }
}
