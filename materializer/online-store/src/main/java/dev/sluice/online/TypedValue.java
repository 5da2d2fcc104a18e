package dev.sluice.online;

import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a value to the one Java form of its declared type, exactly or not at all. */
final class TypedValue {
    private TypedValue() {}

    /** The value in its type's Java form; what does not fit is an error of the given kind that names both. */
    static Object of(Column column, Object value, OnlineStoreError kind) {
        Object typed = of(column.type(), value);
        if (typed != null) {
            return typed;
        }
        String what = kind == OnlineStoreError.INVALID_KEY ? "key" : "value";
        throw kind.problem("Invalid " + what + ": " + column.name() + " is " + described(value) + ", but its type is "
                + column.type() + "." + hint(column.type(), value));
    }

    /** The value in its type's Java form; null when it does not fit. */
    private static @Nullable Object of(ValueType type, Object value) {
        if (type instanceof ValueType.Decimal decimal) {
            return decimal(decimal, value);
        }
        if (type instanceof ValueType.Array array) {
            return value instanceof List<?> list ? elements(array.element(), list) : null;
        }
        return scalar((Scalar) type, value);
    }

    private static @Nullable Object scalar(Scalar type, Object value) {
        return switch (type) {
            case INT -> narrow(whole(value));
            case LONG -> whole(value);
            case FLOAT -> value instanceof Float ? value : null;
            case DOUBLE -> value instanceof Double ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case STRING -> value instanceof String text && isUnicode(text) ? text : null;
            case BYTES -> value instanceof byte[] ? value : null;
            case TIMESTAMP -> value instanceof Instant instant && isMicros(instant) ? instant : null;
            case DATE -> value instanceof LocalDate date && date.toEpochDay() == (int) date.toEpochDay() ? date : null;
        };
    }

    private static @Nullable Long whole(Object value) {
        boolean whole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        return whole ? Long.valueOf(((Number) value).longValue()) : null;
    }

    private static @Nullable Integer narrow(@Nullable Long number) {
        return number == null || number.longValue() != number.intValue() ? null : Integer.valueOf(number.intValue());
    }

    private static @Nullable BigDecimal decimal(ValueType.Decimal type, Object value) {
        BigDecimal number = number(value);
        if (number == null || number.stripTrailingZeros().scale() > type.scale()) {
            return null;
        }
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
        return scaled.precision() <= type.precision() ? scaled : null;
    }

    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        Long whole = whole(value);
        return whole == null ? null : BigDecimal.valueOf(whole);
    }

    private static @Nullable List<@Nullable Object> elements(ValueType type, List<?> values) {
        List<@Nullable Object> elements = new ArrayList<>(values.size());
        for (Object value : values) {
            Object element = value == null ? null : of(type, value);
            if (value != null && element == null) {
                return null;
            }
            elements.add(element);
        }
        return elements;
    }

    /** Whether microseconds in a long hold the instant exactly. */
    static boolean isMicros(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.MICROS))
                && Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1_000_000;
    }

    /** Whether every surrogate has its partner: a text that is not cannot be written in UTF-8. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String described(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        String text = value.toString();
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return "'" + shown + "' (" + value.getClass().getSimpleName() + ")";
    }

    private static String hint(ValueType type, Object value) {
        if (type == Scalar.STRING && value instanceof String) {
            return " It has half of a surrogate pair, which no encoding can hold.";
        }
        if (type == Scalar.TIMESTAMP && value instanceof Instant) {
            return " Instants have microseconds, within 290,000 years.";
        }
        return "";
    }
}
