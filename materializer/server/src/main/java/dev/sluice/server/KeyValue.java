package dev.sluice.server;

import dev.sluice.online.ValueText;
import dev.sluice.problem.SluiceException;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key's value as it came over the network, and the same in the Java form of the key's type. A text is read as the type, as
 * on a command line; a number that is whole is one of a whole type; nothing else is converted.
 */
final class KeyValue {
    private static final int MOST_DIGITS = 100;
    private static final int LONGEST_ECHO = 60;

    private KeyValue() {}

    /** The typed value; what does not fit is an IllegalArgumentException that says so. */
    static Object typed(ValueType type, @Nullable Object given) {
        if (given == null) {
            throw new IllegalArgumentException("has no value.");
        }
        if (given instanceof String text) {
            return type == Scalar.STRING ? text : parsed(type, text);
        }
        if (given instanceof BigDecimal number && isNumeric(type)) {
            return parsed(type, plain(number));
        }
        boolean same = type == Scalar.BOOLEAN && given instanceof Boolean
                || type == Scalar.BYTES && given instanceof byte[]
                || type == Scalar.TIMESTAMP && given instanceof Instant;
        if (same) {
            return given;
        }
        throw new IllegalArgumentException("is " + described(given) + ", but the key's type is " + type + ".");
    }

    private static Object parsed(ValueType type, String text) {
        try {
            return ValueText.parse(type, text);
        } catch (SluiceException e) {
            throw new IllegalArgumentException(e.getMessage().replace(text, shortened(text)), e);
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "..." : text;
    }

    private static boolean isNumeric(ValueType type) {
        return type == Scalar.INT || type == Scalar.LONG || type instanceof ValueType.Decimal;
    }

    private static String plain(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException("is a number with more than " + MOST_DIGITS + " digits.");
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String described(Object given) {
        if (given instanceof BigDecimal) {
            return "a number";
        }
        if (given instanceof Boolean) {
            return "true or false";
        }
        return given instanceof byte[] ? "bytes" : given instanceof Instant ? "a timestamp" : "no single value";
    }
}
