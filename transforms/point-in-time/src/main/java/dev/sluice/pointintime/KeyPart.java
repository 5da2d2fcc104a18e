package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/** One part of a key: the spine's column that holds it, and the type in which it is compared. */
record KeyPart(int spinePosition, DataType type) {
    /** The key of these columns: compared as values, part by part, and null where one of them is. */
    static Column key(List<KeyPart> parts, List<String> columns) {
        List<Column> values = IntStream.range(0, parts.size())
                .mapToObj(i -> col(columns.get(i)).cast(parts.get(i).type()).as("part_" + i))
                .toList();
        if (values.size() == 1) {
            return values.get(0).as("key");
        }
        Column complete = columns.stream()
                .map(column -> col(column).isNotNull())
                .reduce(Column::and)
                .orElse(lit(true));
        return when(complete, struct(values.toArray(Column[]::new))).as("key");
    }
}
