package dev.sluice.spark;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Whether values of a Spark type can be cast to a declared one without losing anything. */
    public static boolean widens(DataType found, ValueType declared) {
        if (found.equals(DataTypes.NullType)) {
            return true;
        }
        if (declared instanceof ValueType.Decimal wide) {
            return found instanceof org.apache.spark.sql.types.DecimalType narrow
                    && narrow.scale() <= wide.scale()
                    && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
        }
        if (declared instanceof ValueType.Array array) {
            return found instanceof org.apache.spark.sql.types.ArrayType other
                    && (other.elementType().sameType(SparkTypes.of(array.element()))
                            || widens(other.elementType(), array.element()));
        }
        return switch ((ValueType.Scalar) declared) {
            case INT -> Set.of(DataTypes.ByteType, DataTypes.ShortType).contains(found);
            case LONG ->
                Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType)
                        .contains(found);
            case DOUBLE ->
                Set.of(DataTypes.FloatType, DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType)
                        .contains(found);
            case TIMESTAMP -> Set.of(DataTypes.TimestampNTZType).contains(found);
            default -> false;
        };
    }

    /** A Spark type in the words of a feature project where it has them. */
    public static String described(DataType type) {
        return SparkTypes.toValueType(type).map(ValueType::toString).orElse(type.simpleString());
    }
}
