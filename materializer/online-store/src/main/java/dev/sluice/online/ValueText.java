package dev.sluice.online;

import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value is written as text: numbers as Java writes them, {@code true}, a string as itself, bytes in lower-case
 * hexadecimal, {@code 2001-03-05T13:45:00.000001Z}, {@code 2001-03-05}, a decimal with all digits of its scale, arrays
 * as {@code [1, 2, null]}.
 */
public final class ValueText {
    private ValueText() {}

    /** The text of a value in its type's Java form. */
    public static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueText::element).toList().toString();
        }
        return value.toString();
    }

    private static String element(@Nullable Object value) {
        return value == null ? "null" : of(value);
    }

    /**
     * Reads a text as a value of the type, in its Java form ({@link ValueType}). A timestamp may have any offset, or none
     * for UTC midnight of a date; strings inside arrays hold no commas.
     */
    public static Object parse(ValueType type, String text) {
        try {
            return type instanceof Scalar scalar ? scalar(scalar, text) : composed(type, text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw OnlineStoreError.INVALID_TEXT.problem("Invalid " + type + ": '" + text + "'. " + example(type));
        }
    }

    private static Object composed(ValueType type, String text) {
        if (type instanceof ValueType.Array array) {
            return elements(array.element(), text.strip());
        }
        BigDecimal number = new BigDecimal(text.strip());
        int scale = ((ValueType.Decimal) type).scale();
        BigDecimal scaled = number.setScale(scale, RoundingMode.UNNECESSARY);
        if (scaled.precision() > ((ValueType.Decimal) type).precision()) {
            throw new ArithmeticException("Too many digits");
        }
        return scaled;
    }

    private static Object scalar(Scalar type, String text) {
        return switch (type) {
            case INT -> Integer.valueOf(text.strip());
            case LONG -> Long.valueOf(text.strip());
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> truth(text.strip());
            case STRING -> text;
            case BYTES -> HexFormat.of().parseHex(text.strip());
            case TIMESTAMP -> instant(text.strip());
            case DATE -> LocalDate.parse(text.strip());
        };
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException(text);
    }

    private static Instant instant(String text) {
        Instant instant = text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
        if (!TypedValue.isMicros(instant)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }

    private static List<@Nullable Object> elements(ValueType type, String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException(text);
        }
        String inner = text.substring(1, text.length() - 1).strip();
        if (inner.isEmpty()) {
            return List.of();
        }
        return Collections.unmodifiableList(Arrays.stream(inner.split(",", -1))
                .map(String::strip)
                .map(element -> element.equals("null") ? null : parse(type, element))
                .toList());
    }

    private static String example(ValueType type) {
        if (type instanceof ValueType.Array) {
            return "Write the values as [1, 2, null].";
        }
        if (type instanceof ValueType.Decimal decimal) {
            return "Write at most " + (decimal.precision() - decimal.scale()) + " digits before and " + decimal.scale()
                    + " behind the point.";
        }
        return switch ((Scalar) type) {
            case INT -> "Write a whole number from -2147483648 to 2147483647.";
            case LONG -> "Write a whole number from -9223372036854775808 to 9223372036854775807.";
            case FLOAT, DOUBLE -> "Write a number, as 1.5, NaN or -Infinity.";
            case BOOLEAN -> "Write true or false.";
            case BYTES -> "Write hexadecimal digits, as 00ff.";
            case TIMESTAMP -> "Write an instant with at most microseconds, as 2001-03-05T13:45:00Z.";
            case DATE -> "Write a day, as 2001-03-05.";
            case STRING -> "Write any text.";
        };
    }
}
