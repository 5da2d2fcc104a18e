package dev.sluice.gate;

import dev.sluice.problem.SluiceException;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.apache.spark.sql.functions;

/**
 * A JSON value as a SQL literal of a column's type.
 *
 * @param sql typed and escaped by Spark; means the same in every session time zone
 * @param text for people
 */
record Literal(String sql, String text) {
    /** The values of a column of this type, or a bound of them; {@code argument} names it in messages. */
    static Literal of(Column column, Object value, String argument, Arguments arguments) {
        try {
            return new Literal(sql(column.type(), value), text(value));
        } catch (ClassCastException | ArithmeticException | NumberFormatException | DateTimeParseException e) {
            throw arguments.invalid(argument, value, "The column '" + column.name() + "' is " + column.type());
        } catch (SluiceException e) {
            throw arguments.invalid(
                    argument, value, String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    /** The value as {@link Ordering} writes those of the column. */
    static String ordered(Column column, Object value, String argument, Arguments arguments) {
        of(column, value, argument, arguments);
        if (column.type() == Scalar.TIMESTAMP) {
            return Long.toString(EpochMicros.of(Partition.parseInstant((String) value)));
        }
        return column.type() == Scalar.DATE ? LocalDate.parse((String) value).toString() : value.toString();
    }

    private static String sql(ValueType type, Object value) {
        if (type instanceof ValueType.Decimal) {
            return rendered(number(value));
        }
        if (type instanceof ValueType.Array) {
            throw new ClassCastException("An array has no literal");
        }
        return switch ((Scalar) type) {
            case INT, LONG -> whole(number(value));
            case FLOAT -> rendered(number(value).floatValue());
            case DOUBLE -> rendered(number(value).doubleValue());
            case BOOLEAN -> rendered((Boolean) value);
            case STRING -> rendered((String) value);
            case TIMESTAMP -> "timestamp_micros(" + EpochMicros.of(Partition.parseInstant((String) value)) + "L)";
            case DATE -> rendered(LocalDate.parse((String) value));
            case BYTES -> throw new ClassCastException("Bytes have no JSON value");
        };
    }

    private static String whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? rendered(number.longValueExact()) : rendered(number);
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(((Number) value).toString());
    }

    private static String rendered(Object value) {
        return functions.lit(value).expr().sql();
    }

    private static String text(Object value) {
        return value instanceof String ? "'" + value + "'" : value.toString();
    }
}
