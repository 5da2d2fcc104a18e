package dev.sluice.training;

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

    /** The rows with their parts. */
    default Dataset<Row> divided(Dataset<Row> rows, String timeColumn) {
        if (List.of(rows.columns()).stream().anyMatch(COLUMN::equalsIgnoreCase)) {
            throw TrainingError.INVALID_SPLIT.problem(
                    "Cannot split the training set: it has a column '" + COLUMN + "' already. Rename it.");
        }
        return rows.withColumn(COLUMN, part(rows, timeColumn));
    }
}
