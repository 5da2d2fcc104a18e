package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import dev.sluice.transform.QuotedName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the content of a frame is, whatever the order of its rows: how many, the values of each column, and the sum of the
 * rows' 64-bit hashes (xxHash64, Collet 2012, as Spark computes it) modulo 2^64.
 *
 * @param present of each column, in how many rows it is not null
 */
record FrameDigest(long rows, String hash, Map<String, Long> present) {
    static FrameDigest of(Dataset<Row> frame) {
        Column[] columns =
                Arrays.stream(frame.columns()).map(FrameDigest::quoted).toArray(Column[]::new);
        List<Column> aggregates = new ArrayList<>();
        aggregates.add(sum(xxhash64(hashed(frame)).cast("decimal(38,0)")));
        Arrays.stream(columns).forEach(column -> aggregates.add(count(column)));
        Row row = frame.agg(count(lit(1)), aggregates.toArray(Column[]::new)).first();
        Map<String, Long> present = new TreeMap<>();
        for (int i = 0; i < columns.length; i++) {
            present.put(frame.columns()[i], row.getLong(i + 2));
        }
        return new FrameDigest(row.getLong(0), hex(row.getDecimal(1)), present);
    }

    /** The hash passes over nulls, so where they are is hashed too; it does not take maps, so their JSON is. */
    private static Column[] hashed(Dataset<Row> frame) {
        return Arrays.stream(frame.schema().fields())
                .flatMap(field -> Stream.of(
                        quoted(field.name()).isNull(),
                        field.dataType().sql().contains("MAP<")
                                ? to_json(struct(quoted(field.name())))
                                : quoted(field.name())))
                .toArray(Column[]::new);
    }

    private static Column quoted(String name) {
        return col(QuotedName.of(name));
    }

    private static String hex(@org.jspecify.annotations.Nullable BigDecimal sum) {
        BigInteger number = sum == null ? BigInteger.ZERO : sum.toBigInteger();
        return "%016x".formatted(number.longValue());
    }
}
