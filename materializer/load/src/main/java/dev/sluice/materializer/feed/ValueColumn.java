package dev.sluice.materializer.feed;

import dev.sluice.time.EpochMicros;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key or feature column of latest: its Delta type, and its values as {@link ValueType} says. */
record ValueColumn(String name, ValueType type) {
    static ValueColumn of(Column column) {
        return new ValueColumn(column.name(), column.type());
    }

    DataType deltaType() {
        return deltaType(type);
    }

    private static DataType deltaType(ValueType type) {
        if (type instanceof ValueType.Array array) {
            return new ArrayType(deltaType(array.element()), true);
        }
        if (type instanceof ValueType.Decimal decimal) {
            return new DecimalType(decimal.precision(), decimal.scale());
        }
        return deltaType((Scalar) type);
    }

    private static DataType deltaType(Scalar scalar) {
        return switch (scalar) {
            case INT -> IntegerType.INTEGER;
            case LONG -> LongType.LONG;
            case FLOAT -> FloatType.FLOAT;
            case DOUBLE -> DoubleType.DOUBLE;
            case BOOLEAN -> BooleanType.BOOLEAN;
            case STRING -> StringType.STRING;
            case BYTES -> BinaryType.BINARY;
            case TIMESTAMP -> TimestampType.TIMESTAMP;
            case DATE -> DateType.DATE;
        };
    }

    @Nullable
    Object value(ColumnVector vector, int row) {
        return value(type, vector, row);
    }

    private static @Nullable Object value(ValueType type, ColumnVector vector, int row) {
        if (vector.isNullAt(row)) {
            return null;
        }
        if (type instanceof ValueType.Array array) {
            return elements(array.element(), vector.getArray(row));
        }
        return type instanceof Scalar scalar ? scalar(scalar, vector, row) : vector.getDecimal(row);
    }

    private static List<@Nullable Object> elements(ValueType type, ArrayValue array) {
        ColumnVector vector = array.getElements();
        List<@Nullable Object> elements = new ArrayList<>(array.getSize());
        for (int i = 0; i < array.getSize(); i++) {
            elements.add(value(type, vector, i));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Object scalar(Scalar scalar, ColumnVector vector, int row) {
        return switch (scalar) {
            case INT -> vector.getInt(row);
            case LONG -> vector.getLong(row);
            case FLOAT -> vector.getFloat(row);
            case DOUBLE -> vector.getDouble(row);
            case BOOLEAN -> vector.getBoolean(row);
            case STRING -> vector.getString(row);
            case BYTES -> vector.getBinary(row);
            case TIMESTAMP -> EpochMicros.toInstant(vector.getLong(row));
            case DATE -> LocalDate.ofEpochDay(vector.getInt(row));
        };
    }
}
