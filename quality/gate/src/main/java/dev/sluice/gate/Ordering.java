package dev.sluice.gate;

import dev.sluice.time.EpochMicros;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/** How Spark orders the values of a type, for values that left it as text. */
final class Ordering {
    private static final Set<ValueType> AS_TEXT = Set.of(Scalar.STRING, Scalar.DATE, Scalar.BOOLEAN);
    private static final Set<ValueType> NUMBERS = Set.of(Scalar.INT, Scalar.LONG, Scalar.FLOAT, Scalar.DOUBLE);

    private Ordering() {}

    static boolean has(ValueType type) {
        return type != Scalar.BYTES && !(type instanceof ValueType.Array);
    }

    static boolean isNumber(ValueType type) {
        return NUMBERS.contains(type) || type instanceof ValueType.Decimal;
    }

    static boolean isFloating(ValueType type) {
        return type == Scalar.FLOAT || type == Scalar.DOUBLE;
    }

    static boolean isExact(ValueType type) {
        return isNumber(type) && !isFloating(type);
    }

    /** Whether values of these types can be held against each other. */
    static boolean areComparable(ValueType left, ValueType right) {
        return left.equals(right) ? has(left) : isNumber(left) && isNumber(right);
    }

    /** The column's value, or an aggregate of it, as a text that {@link #of} compares. */
    static String sql(Column column, String value) {
        return column.type() == Scalar.TIMESTAMP ? "CAST(unix_micros(" + value + ") AS STRING)" : cast(value);
    }

    static String sql(Column column) {
        return sql(column, QuotedName.of(column.name()));
    }

    private static String cast(String value) {
        return "CAST(" + value + " AS STRING)";
    }

    /** Texts in the order of the values; dates have four-digit years, texts are ordered by their UTF-8 bytes. */
    static Comparator<String> of(ValueType type) {
        if (isFloating(type)) {
            return Comparator.comparingDouble(text -> Double.parseDouble(text) + 0.0);
        }
        return AS_TEXT.contains(type)
                ? (left, right) -> Arrays.compareUnsigned(bytes(left), bytes(right))
                : Comparator.comparing(BigDecimal::new);
    }

    /** The text as people write such a value. */
    static String shown(ValueType type, String text) {
        return type == Scalar.TIMESTAMP
                ? EpochMicros.toInstant(Long.parseLong(text)).toString()
                : text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
