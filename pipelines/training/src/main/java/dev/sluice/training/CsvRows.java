package dev.sluice.training;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.translate;

import dev.sluice.transform.QuotedName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as CSV (RFC 4180) with a header. Times are {@code 2001-03-05T13:45:00.000000Z}; a null is nothing, an empty text is
 * {@code ""}; arrays, maps and structs are JSON; bytes are Base64.
 */
final class CsvRows {
    private static final String LOCAL_TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS";
    private static final Map<String, String> TIMES = Map.of(
            "timeZone",
            "UTC",
            "timestampFormat",
            LOCAL_TIME + "XXX",
            "timestampNTZFormat",
            LOCAL_TIME,
            "dateFormat",
            "yyyy-MM-dd");
    private static final Map<String, String> TEXTS = Map.of(
            "header", "true",
            "nullValue", "",
            "emptyValue", "\"\"",
            "escape", "\"",
            "ignoreLeadingWhiteSpace", "false",
            "ignoreTrailingWhiteSpace", "false");

    private CsvRows() {}

    static void write(Dataset<Row> rows, Path folder) {
        Column[] columns =
                Arrays.stream(rows.schema().fields()).map(CsvRows::text).toArray(Column[]::new);
        rows.select(columns).write().options(TIMES).options(TEXTS).csv(folder.toString());
    }

    private static Column text(StructField field) {
        Column column = col(QuotedName.of(field.name()));
        if (field.dataType() instanceof BinaryType) {
            return translate(base64(column), "\r\n", "").as(field.name()); // Spark breaks its lines
        }
        boolean nested = field.dataType() instanceof ArrayType
                || field.dataType() instanceof MapType
                || field.dataType() instanceof StructType;
        return nested ? to_json(column, TIMES).as(field.name()) : column;
    }
}
