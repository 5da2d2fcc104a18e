package dev.sluice.transform;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The Spark type of each value type, and back. */
public final class SparkTypes {
    private SparkTypes() {}

    public static DataType of(ValueType type) {
        if (type instanceof ValueType.Decimal decimal) {
            return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
        }
        if (type instanceof ValueType.Array array) {
            return DataTypes.createArrayType(of(array.element()), true);
        }
        return ofScalar((ValueType.Scalar) type);
    }

    private static DataType ofScalar(ValueType.Scalar scalar) {
        return switch (scalar) {
            case INT -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case BOOLEAN -> DataTypes.BooleanType;
            case STRING -> DataTypes.StringType;
            case BYTES -> DataTypes.BinaryType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case DATE -> DataTypes.DateType;
        };
    }

    /** The value type that a Spark type is, if it is one of ours. */
    public static Optional<ValueType> toValueType(DataType type) {
        if (type instanceof DecimalType decimal) {
            return Optional.of(new ValueType.Decimal(decimal.precision(), decimal.scale()));
        }
        if (type instanceof ArrayType array) {
            return array.elementType() instanceof ArrayType
                    ? Optional.empty()
                    : toValueType(array.elementType()).map(ValueType.Array::new);
        }
        for (ValueType.Scalar scalar : ValueType.Scalar.values()) {
            if (ofScalar(scalar).equals(type)) {
                return Optional.of(scalar);
            }
        }
        return Optional.empty();
    }

    /** The schema of these columns, all nullable, in order. */
    public static StructType schema(List<Column> columns) {
        return new StructType(columns.stream()
                .map(column -> DataTypes.createStructField(column.name(), of(column.type()), true))
                .toArray(StructField[]::new));
    }
}
