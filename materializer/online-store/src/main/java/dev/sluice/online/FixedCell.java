package dev.sluice.online;

import dev.sluice.time.EpochMicros;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;

/** Values that take the same number of bytes whatever they are. */
final class FixedCell {
    /** Decimals of at most this many digits fit into a long. */
    private static final int LONG_DIGITS = 18;

    private FixedCell() {}

    /** The bytes that a value takes; 0 for types whose values differ in length, and for booleans, which are bits. */
    static int width(ValueType type) {
        if (type instanceof ValueType.Decimal decimal) {
            return decimal.precision() <= LONG_DIGITS ? 8 : 16;
        }
        return type instanceof Scalar scalar ? width(scalar) : 0;
    }

    private static int width(Scalar type) {
        return switch (type) {
            case INT, FLOAT, DATE -> 4;
            case LONG, DOUBLE, TIMESTAMP -> 8;
            case BOOLEAN, STRING, BYTES -> 0;
        };
    }

    static void write(ValueType type, Object value, byte[] row, int at) {
        if (type instanceof Scalar scalar) {
            writeScalar(scalar, value, row, at);
        } else {
            writeDecimal((ValueType.Decimal) type, ((BigDecimal) value).unscaledValue(), row, at);
        }
    }

    private static void writeScalar(Scalar type, Object value, byte[] row, int at) {
        switch (type) {
            case INT -> LittleEndian.INT.set(row, at, (int) (Integer) value);
            case FLOAT -> LittleEndian.INT.set(row, at, Float.floatToRawIntBits((Float) value));
            case DATE -> LittleEndian.INT.set(row, at, Math.toIntExact(((LocalDate) value).toEpochDay()));
            case LONG -> LittleEndian.LONG.set(row, at, (long) (Long) value);
            case DOUBLE -> LittleEndian.LONG.set(row, at, Double.doubleToRawLongBits((Double) value));
            case TIMESTAMP -> LittleEndian.LONG.set(row, at, EpochMicros.of((Instant) value));
            case BOOLEAN, STRING, BYTES -> throw new IllegalStateException(type + " is not of fixed width");
        }
    }

    private static void writeDecimal(ValueType.Decimal type, BigInteger unscaled, byte[] row, int at) {
        LittleEndian.LONG.set(row, at, unscaled.longValue());
        if (width(type) == 16) {
            LittleEndian.LONG.set(row, at + 8, unscaled.shiftRight(64).longValue());
        }
    }

    static Object read(ValueType type, byte[] row, int at) {
        return type instanceof Scalar scalar
                ? readScalar(scalar, row, at)
                : readDecimal((ValueType.Decimal) type, row, at);
    }

    private static Object readScalar(Scalar type, byte[] row, int at) {
        return switch (type) {
            case INT -> (Integer) (int) LittleEndian.INT.get(row, at);
            case FLOAT -> Float.intBitsToFloat((int) LittleEndian.INT.get(row, at));
            case DATE -> LocalDate.ofEpochDay((int) LittleEndian.INT.get(row, at));
            case LONG -> (Long) (long) LittleEndian.LONG.get(row, at);
            case DOUBLE -> Double.longBitsToDouble((long) LittleEndian.LONG.get(row, at));
            case TIMESTAMP -> EpochMicros.toInstant((long) LittleEndian.LONG.get(row, at));
            case BOOLEAN, STRING, BYTES -> throw new IllegalStateException(type + " is not of fixed width");
        };
    }

    /** A number as a double, rounded where a double cannot hold it. */
    static double number(ValueType type, byte[] row, int at) {
        return type instanceof Scalar scalar
                ? scalarNumber(scalar, row, at)
                : readDecimal((ValueType.Decimal) type, row, at).doubleValue();
    }

    private static double scalarNumber(Scalar type, byte[] row, int at) {
        return switch (type) {
            case INT -> (int) LittleEndian.INT.get(row, at);
            case LONG -> (long) LittleEndian.LONG.get(row, at);
            case FLOAT -> Float.intBitsToFloat((int) LittleEndian.INT.get(row, at));
            case DOUBLE -> Double.longBitsToDouble((long) LittleEndian.LONG.get(row, at));
            case DATE, TIMESTAMP, BOOLEAN, STRING, BYTES -> throw new IllegalStateException(type + " is no number");
        };
    }

    /** An int or a long. */
    static long whole(ValueType type, byte[] row, int at) {
        return type == Scalar.INT ? (int) LittleEndian.INT.get(row, at) : (long) LittleEndian.LONG.get(row, at);
    }

    private static BigDecimal readDecimal(ValueType.Decimal type, byte[] row, int at) {
        long low = (long) LittleEndian.LONG.get(row, at);
        if (width(type) == 8) {
            return BigDecimal.valueOf(low, type.scale());
        }
        BigInteger high = BigInteger.valueOf((long) LittleEndian.LONG.get(row, at + 8));
        BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
        return new BigDecimal(high.shiftLeft(64).add(unsignedLow), type.scale());
    }
}
