package dev.sluice.online;

import dev.sluice.testing.Choices;
import dev.sluice.time.EpochMicros;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random schemas and rows of them, with the values that break encodings. */
public final class RandomRows {
    private RandomRows() {}

    /** A schema of up to 12 columns and a row of it. */
    public record Case(RowSchema schema, List<Object> values) {
        @Override
        public String toString() {
            return schema.columns() + " "
                    + values.stream()
                            .map(v -> v == null ? "null" : ValueText.of(v))
                            .toList();
        }
    }

    public static Case row(Choices choices) {
        List<Column> columns = IntStream.range(0, choices.below(13))
                .mapToObj(i -> new Column("f" + i, type(choices)))
                .toList();
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(choices.chance(4) ? null : value(column.type(), choices)));
        return new Case(new RowSchema(columns), values);
    }

    public static ValueType type(Choices choices) {
        return choices.chance(4) ? new ValueType.Array(element(choices)) : element(choices);
    }

    private static ValueType element(Choices choices) {
        if (choices.chance(5)) {
            int precision = 1 + choices.below(38);
            return new ValueType.Decimal(precision, choices.below(precision + 1));
        }
        return choices.among(Scalar.values());
    }

    public static Object value(ValueType type, Choices choices) {
        if (type instanceof ValueType.Array array) {
            List<Object> elements = new ArrayList<>();
            int count = choices.below(20);
            for (int i = 0; i < count; i++) {
                elements.add(choices.chance(5) ? null : value(array.element(), choices));
            }
            return elements;
        }
        return type instanceof ValueType.Decimal decimal ? decimal(decimal, choices) : scalar((Scalar) type, choices);
    }

    private static Object scalar(Scalar type, Choices choices) {
        return switch (type) {
            case INT -> choices.among(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, (int) bits(choices));
            case LONG -> choices.among(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, bits(choices));
            case FLOAT -> choices.among(0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, floating((int) bits(choices)));
            case DOUBLE -> choices.among(0d, -0d, Double.NaN, Double.POSITIVE_INFINITY, floating(bits(choices)));
            case BOOLEAN -> choices.below(2) == 1;
            case STRING -> text(choices);
            case BYTES -> bytes(choices);
            case TIMESTAMP -> timestamp(choices);
            case DATE -> date(choices);
        };
    }

    private static float floating(int bits) {
        return Float.intBitsToFloat(bits);
    }

    private static double floating(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(Choices choices) {
        return ((long) choices.below(Integer.MAX_VALUE) << 33) ^ choices.below(Integer.MAX_VALUE);
    }

    private static String text(Choices choices) {
        return IntStream.range(0, choices.below(8))
                .mapToObj(i ->
                        choices.among("a", "|", "%", "7C", "", "é", "\u0000", "\n", "日", "😀", "\u0085", ",", "\ufffd"))
                .collect(Collectors.joining());
    }

    private static byte[] bytes(Choices choices) {
        byte[] bytes = new byte[choices.below(10)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) choices.below(256);
        }
        return bytes;
    }

    private static Instant timestamp(Choices choices) {
        return choices.among(
                Instant.EPOCH,
                Instant.parse("2001-03-05T13:45:00.000001Z"),
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                EpochMicros.toInstant(bits(choices) >> 8));
    }

    private static LocalDate date(Choices choices) {
        return choices.among(
                LocalDate.EPOCH,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.ofEpochDay(choices.below(100_000) - 50_000));
    }

    private static BigDecimal decimal(ValueType.Decimal type, Choices choices) {
        char[] digits = new char[1 + choices.below(type.precision())];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (char) ('0' + choices.below(10));
        }
        BigInteger unscaled = new BigInteger(new String(digits));
        return new BigDecimal(choices.below(2) == 1 ? unscaled.negate() : unscaled, type.scale());
    }

    /** Whether two rows are equal to the last bit. */
    public static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i)));
        }
        if (left instanceof Float a && right instanceof Float b) {
            return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
        }
        if (left instanceof Double a && right instanceof Double b) {
            return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        return Objects.equals(left, right);
    }
}
