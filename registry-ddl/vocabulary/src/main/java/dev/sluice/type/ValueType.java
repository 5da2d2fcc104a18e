package dev.sluice.type;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a key or a feature: a scalar, or an array of scalars.
 *
 * <p>Java values: int Integer, long Long, float Float, double Double, boolean Boolean, string String, bytes byte[],
 * timestamp Instant (microseconds), date LocalDate, decimal BigDecimal, array List.
 */
public sealed interface ValueType {
    /** The types without parameters. */
    enum Scalar implements ValueType {
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        STRING,
        BYTES,
        TIMESTAMP,
        DATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A decimal of {@code precision} digits in all, 1 to 38, of which {@code scale} stand behind the point. */
    record Decimal(int precision, int scale) implements ValueType {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw VocabularyError.invalid("Invalid type: decimal(" + precision + "," + scale
                        + "). The precision is 1 to 38, the scale 0 to the precision.");
            }
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** An array of scalars or decimals; an element can be null. */
    record Array(ValueType element) implements ValueType {
        public Array {
            if (element instanceof Array) {
                throw VocabularyError.invalid(
                        "Invalid type: array<" + element + ">. Arrays of arrays are not supported.");
            }
        }

        @Override
        public String toString() {
            return "array<" + element + ">";
        }
    }

    /** Reads {@code long}, {@code decimal(18,2)}, {@code array<float>}, ... */
    static ValueType parse(String text) {
        String type = text.strip().toLowerCase(Locale.ROOT);
        Matcher array = Syntax.ARRAY.matcher(type);
        if (array.matches()) {
            return new Array(parse(array.group(1)));
        }
        Matcher decimal = Syntax.DECIMAL.matcher(type);
        if (decimal.matches()) {
            return new Decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return Arrays.stream(Scalar.values())
                .filter(scalar -> scalar.toString().equals(type))
                .findFirst()
                .orElseThrow(() -> VocabularyError.invalid(
                        "Invalid type: '" + text + "'." + NearestName.hint(type, Syntax.NAMES)));
    }

    /** How types are written. */
    final class Syntax {
        static final Pattern ARRAY = Pattern.compile("array\\s*<(.*)>");
        static final Pattern DECIMAL = Pattern.compile("decimal\\s*\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");
        static final List<String> NAMES = List.of(
                "int",
                "long",
                "float",
                "double",
                "boolean",
                "string",
                "bytes",
                "timestamp",
                "date",
                "decimal(18,2)",
                "array<float>");

        private Syntax() {}
    }
}
