package dev.sluice.pointintime;

import dev.sluice.transform.LocalSpark;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Small frames, written down: a schema and rows; instants stand for timestamps. */
final class Frames {
    private Frames() {}

    static Dataset<Row> of(String schema, Row... rows) {
        return of(schema, Arrays.asList(rows));
    }

    static Dataset<Row> of(String schema, List<Row> rows) {
        return LocalSpark.session().createDataFrame(rows, StructType.fromDDL(schema));
    }

    static Row row(@Nullable Object... values) {
        return RowFactory.create(values);
    }

    /** The rows as text, in order. */
    static List<String> shown(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
