package dev.sluice.aggregation;

import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How values are held in Java, ordered and written. */
public enum ValueKind {
    /** {@code Long}: int, long, boolean as 0 and 1, date in days and timestamp in microseconds since the epoch. */
    WHOLE {
        @Override
        void write(Object value, DataOutput out) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        Object read(DataInput in) throws IOException {
            return in.readLong();
        }

        @Override
        double toDouble(Object value) {
            return (Long) value;
        }

        @Override
        int compare(Object left, Object right) {
            return Long.compare((Long) left, (Long) right);
        }
    },
    /** {@code Double}: float and double. NaN is the greatest; -0.0 is taken for 0.0. */
    REAL {
        @Override
        void write(Object value, DataOutput out) throws IOException {
            out.writeDouble((Double) value);
        }

        @Override
        Object read(DataInput in) throws IOException {
            return in.readDouble();
        }

        @Override
        double toDouble(Object value) {
            return (Double) value;
        }

        @Override
        int compare(Object left, Object right) {
            return Double.compare((Double) left, (Double) right);
        }
    },
    /** {@code BigDecimal} of the declared scale. */
    DECIMAL {
        @Override
        void write(Object value, DataOutput out) throws IOException {
            BigDecimal decimal = (BigDecimal) value;
            byte[] unscaled = decimal.unscaledValue().toByteArray();
            out.writeByte(decimal.scale());
            out.writeByte(unscaled.length);
            out.write(unscaled);
        }

        @Override
        Object read(DataInput in) throws IOException {
            int scale = in.readUnsignedByte();
            byte[] unscaled = new byte[in.readUnsignedByte()];
            in.readFully(unscaled);
            return new BigDecimal(new BigInteger(unscaled), scale);
        }

        @Override
        double toDouble(Object value) {
            return ((BigDecimal) value).doubleValue();
        }

        @Override
        int compare(Object left, Object right) {
            return ((BigDecimal) left).compareTo((BigDecimal) right);
        }
    },
    /** {@code String}, ordered by its bytes in UTF-8. */
    TEXT {
        @Override
        void write(Object value, DataOutput out) throws IOException {
            byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        Object read(DataInput in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        double toDouble(Object value) {
            throw new IllegalArgumentException("A text is no number: " + value);
        }

        @Override
        int compare(Object left, Object right) {
            return Arrays.compareUnsigned(
                    ((String) left).getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
        }
    };

    public static ValueKind of(ValueType type) {
        if (type instanceof ValueType.Decimal) {
            return DECIMAL;
        }
        return switch ((Scalar) type) {
            case FLOAT, DOUBLE -> REAL;
            case STRING -> TEXT;
            default -> WHOLE;
        };
    }

    abstract void write(Object value, DataOutput out) throws IOException;

    abstract Object read(DataInput in) throws IOException;

    abstract double toDouble(Object value);

    abstract int compare(Object left, Object right);

    /** The value that stands for this one: there is one zero. */
    Object normal(Object value) {
        return this == REAL ? (Double) value + 0.0 : value;
    }
}
