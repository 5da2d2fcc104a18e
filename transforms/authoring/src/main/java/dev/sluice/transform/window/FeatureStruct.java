package dev.sluice.transform.window;

import dev.sluice.aggregation.AggregationError;
import dev.sluice.feature.WindowFeature;
import dev.sluice.problem.SluiceException;
import dev.sluice.spark.SparkTypes;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The features of windows in Spark: a struct of {@code f0}, {@code f1}, ... in their declared types. */
public final class FeatureStruct implements Serializable {
    private static final long serialVersionUID = 1;

    private final StructType type;

    private FeatureStruct(StructType type) {
        this.type = type;
    }

    public static FeatureStruct of(List<WindowFeature> features) {
        StructField[] fields = new StructField[features.size()];
        for (int i = 0; i < fields.length; i++) {
            ValueType declared = features.get(i).feature().type();
            fields[i] = DataTypes.createStructField("f" + i, SparkTypes.of(declared), true);
        }
        return new FeatureStruct(new StructType(fields));
    }

    public StructType type() {
        return type;
    }

    /** What a plan's windows answered, as Spark holds it. */
    public InternalRow row(@Nullable Object[] results) {
        @Nullable Object[] values = new Object[results.length];
        for (int i = 0; i < values.length; i++) {
            Object result = results[i];
            values[i] = result == null ? null : value(result, type.fields()[i].dataType());
        }
        return new GenericInternalRow(values);
    }

    private static Object value(Object result, DataType type) {
        if (result instanceof List<?> list) {
            DataType element = ((ArrayType) type).elementType();
            return new GenericArrayData(
                    list.stream().map(one -> value(one, element)).toArray());
        }
        if (result instanceof BigDecimal decimal) {
            return decimal(decimal, (DecimalType) type);
        }
        if (result instanceof Long whole) {
            return whole(whole, type);
        }
        if (result instanceof Double real) {
            return type.equals(DataTypes.FloatType) ? (Object) real.floatValue() : real;
        }
        return UTF8String.fromString((String) result);
    }

    private static Object whole(long value, DataType type) {
        Scalar declared = (Scalar) SparkTypes.toValueType(type).orElseThrow();
        return switch (declared) {
            case BOOLEAN -> value != 0;
            case INT, DATE -> (int) value;
            default -> value;
        };
    }

    private static Decimal decimal(BigDecimal value, DecimalType type) {
        Decimal decimal = Decimal.apply(value);
        if (!decimal.changePrecision(type.precision(), type.scale())) {
            throw new SluiceException(
                    AggregationError.OVERFLOW,
                    "Cannot sum decimals: their sum in one window, " + value + ", does not fit " + type.simpleString()
                            + ". Declare the aggregation's type as double.");
        }
        return decimal;
    }
}
