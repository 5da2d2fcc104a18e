package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tells -0.0 from 0.0, which Spark orders as equal: without it, which of two such rows is the newer would be chance. */
final class Zeros {
    private static final Set<DataType> FLOATING = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

    private static final int BITS = 63;

    private Zeros() {}

    /** A value in which rows differ when only the signs of their zeros do; of these columns of the schema. */
    static Column told(List<String> columns, StructType schema) {
        List<String> arrays = floating(columns, schema, true);
        List<String> numbers = floating(columns, schema, false);
        Column[] signs = Stream.concat(
                        IntStream.rangeClosed(0, (numbers.size() - 1) / BITS)
                                .mapToObj(part -> mask(numbers.subList(
                                                part * BITS, Math.min(numbers.size(), (part + 1) * BITS)))
                                        .as("mask_" + part)),
                        arrays.stream().map(column -> signs(column, schema)))
                .toArray(Column[]::new);
        return signs.length == 1 ? signs[0] : struct(signs);
    }

    private static List<String> floating(List<String> columns, StructType schema, boolean arrays) {
        return columns.stream()
                .filter(column -> isFloating(element(schema.apply(column).dataType())))
                .filter(column -> schema.apply(column).dataType() instanceof ArrayType == arrays)
                .toList();
    }

    /** A bit for each number, the first the greatest: whether it is 0.0. */
    private static Column mask(List<String> numbers) {
        Column mask = lit(0L);
        for (int i = 0; i < numbers.size(); i++) {
            Column value = col(numbers.get(i));
            Column isZero =
                    value.equalTo(0).and(value.cast(DataTypes.StringType).equalTo("0.0"));
            mask = mask.bitwiseOR(when(isZero, 1L << BITS - 1 - i).otherwise(0L));
        }
        return mask;
    }

    private static Column signs(String column, StructType schema) {
        Column value = col(column);
        Column zero = lit(0).cast(((ArrayType) schema.apply(column).dataType()).elementType());
        return when(array_contains(value, zero), transform(value, element -> sign(element)))
                .as(column);
    }

    /** The text of a zero, "-0.0" before "0.0"; null for all else. */
    private static Column sign(Column value) {
        return when(value.equalTo(0), value.cast(DataTypes.StringType));
    }

    private static DataType element(DataType type) {
        return type instanceof ArrayType array ? array.elementType() : type;
    }

    private static boolean isFloating(DataType type) {
        return FLOATING.contains(type);
    }
}
