package dev.sluice.training;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** Of each part of a training set: its rows, the nulls of each column, and the mean of numbers and truth values. */
final class SplitStatistics {
    private SplitStatistics() {}

    /** Ordered by the part's name, rows of no part first. */
    static List<Map<String, Object>> of(Dataset<Row> rows) {
        List<StructField> fields = Arrays.stream(rows.schema().fields())
                .filter(field -> !field.name().equals(Split.COLUMN))
                .toList();
        List<Column> aggregates = new ArrayList<>();
        for (StructField field : fields) {
            Column column = col(QuotedName.of(field.name()));
            aggregates.add(count(column));
            aggregates.add(
                    isNumber(field.dataType())
                            ? avg(column.cast("double"))
                            : lit(null).cast("double"));
        }
        return rows
                .groupBy(Split.COLUMN)
                .agg(count(lit(1)), aggregates.toArray(Column[]::new))
                .orderBy(Split.COLUMN)
                .collectAsList()
                .stream()
                .map(row -> statistics(row, fields))
                .toList();
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType;
    }

    private static Map<String, Object> statistics(Row row, List<StructField> fields) {
        Map<String, Object> nulls = new LinkedHashMap<>();
        Map<String, Object> means = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            int at = 2 + 2 * i;
            nulls.put(fields.get(i).name(), row.getLong(1) - row.getLong(at));
            if (!row.isNullAt(at + 1)) {
                means.put(fields.get(i).name(), row.getDouble(at + 1));
            }
        }
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("name", row.get(0));
        statistics.put("rows", row.getLong(1));
        statistics.put("nulls", nulls);
        statistics.put("means", means);
        return statistics;
    }
}
