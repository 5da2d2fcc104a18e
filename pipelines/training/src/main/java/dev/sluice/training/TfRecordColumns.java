package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import dev.sluice.transform.QuotedName;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Columns in the three types that {@code tf.train.Example} has. Whole numbers and truth values are int64, so are times
 * (microseconds since 1970) and dates (days); float, double and decimal are 32-bit floats; texts are bytes in UTF-8.
 */
final class TfRecordColumns {
    private TfRecordColumns() {}

    static void requireWritable(StructType schema) {
        for (StructField field : schema.fields()) {
            if (!isWritable(element(field.dataType()))) {
                throw TrainingError.INVALID_FORMAT.problem("Cannot write column '" + field.name()
                        + "' as TFRecord: it is " + field.dataType().simpleString()
                        + ". A TFRecord holds numbers, truth values, texts, bytes, times, dates and arrays of them."
                        + " Leave the column out of the spine or the service, or ask for another --format.");
            }
        }
    }

    /** The rows with columns of type long, float, string and binary, and arrays of these, alone. */
    static Dataset<Row> of(Dataset<Row> rows) {
        return rows.select(Arrays.stream(rows.schema().fields())
                .map(field -> converted(field).as(field.name()))
                .toArray(Column[]::new));
    }

    /** The type itself, or that of an array's values. */
    static DataType element(DataType type) {
        return type instanceof ArrayType array ? array.elementType() : type;
    }

    private static boolean isWritable(DataType type) {
        return type instanceof NumericType
                || type instanceof BooleanType
                || type instanceof StringType
                || type instanceof BinaryType
                || type instanceof TimestampType
                || type instanceof DateType;
    }

    private static Column converted(StructField field) {
        Column column = col(QuotedName.of(field.name()));
        return field.dataType() instanceof ArrayType array
                ? transform(column, value -> converted(value, array.elementType()))
                : converted(column, field.dataType());
    }

    private static Column converted(Column value, DataType type) {
        if (type instanceof TimestampType) {
            return unix_micros(value);
        }
        if (type instanceof DateType) {
            return unix_date(value).cast(DataTypes.LongType);
        }
        if (type instanceof DoubleType || type instanceof DecimalType || type instanceof FloatType) {
            return value.cast(DataTypes.FloatType);
        }
        return type instanceof StringType || type instanceof BinaryType ? value : value.cast(DataTypes.LongType);
    }
}
