package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tells -0.0 from 0.0, which Spark orders as equal: without it, which of two such rows is the newer would be chance. */
final class Zeros {
    private static final Set<DataType> FLOATING = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

    private Zeros() {}

    /** A value in which rows differ when only the signs of their zeros do; of these columns of the schema. */
    static Column told(List<String> columns, StructType schema) {
        Column[] signs = columns.stream()
                .filter(column -> isFloating(element(schema.apply(column).dataType())))
                .map(column -> sign(column, schema.apply(column).dataType()))
                .toArray(Column[]::new);
        return signs.length == 0 ? lit(0) : struct(signs);
    }

    private static Column sign(String column, DataType type) {
        Column value = col(column);
        if (type instanceof ArrayType array) {
            Column zero = lit(0).cast(array.elementType());
            return when(array_contains(value, zero), transform(value, element -> sign(element)))
                    .as(column);
        }
        return sign(value).as(column);
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
