package dev.sluice.transform.window;

import dev.sluice.aggregation.ValueKind;
import dev.sluice.aggregation.WindowPlan;
import dev.sluice.spark.SparkTypes;
import dev.sluice.type.ValueType;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * An event in Spark: {@code event_time}, a long of microseconds since the epoch, and {@code value_N} for each input: a long
 * for whole numbers, booleans, dates (days) and timestamps (microseconds), a double, a decimal or a string.
 */
public final class EventStruct implements Serializable {
    private static final long serialVersionUID = 1;

    public static final String TIME = "event_time";

    private final List<ValueKind> kinds;
    private final DataType[] types;

    private EventStruct(List<ValueKind> kinds, DataType[] types) {
        this.kinds = kinds;
        this.types = types;
    }

    /** How events of this struct type are read for a plan. */
    public static EventStruct of(WindowPlan plan, StructType type) {
        DataType[] types = new DataType[plan.kinds().size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = type.fields()[i + 1].dataType();
        }
        return new EventStruct(plan.kinds(), types);
    }

    /** The name of an input's value. */
    public static String value(int input) {
        return "value_" + input;
    }

    /** The type in which values of a declared type are held. */
    public static DataType type(ValueType declared) {
        return switch (ValueKind.of(declared)) {
            case WHOLE -> DataTypes.LongType;
            case REAL -> DataTypes.DoubleType;
            case DECIMAL, TEXT -> SparkTypes.of(declared);
        };
    }

    /** How many fields an event has. */
    public int width() {
        return types.length + 1;
    }

    public static long time(InternalRow event) {
        return event.getLong(0);
    }

    /** The values of an event, for {@code Summary} and {@code SlidingWindows}. */
    public @Nullable Object[] values(InternalRow event) {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = event.isNullAt(i + 1) ? null : value(event, i);
        }
        return values;
    }

    private Object value(InternalRow event, int input) {
        return switch (kinds.get(input)) {
            case WHOLE -> event.getLong(input + 1);
            case REAL -> event.getDouble(input + 1);
            case DECIMAL -> {
                DecimalType type = (DecimalType) types[input];
                yield event.getDecimal(input + 1, type.precision(), type.scale())
                        .toJavaBigDecimal();
            }
            case TEXT -> event.getUTF8String(input + 1).toString();
        };
    }
}
