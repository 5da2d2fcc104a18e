package dev.sluice.feature;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.VocabularyError;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is made of the values in a window. Nulls are never among them.
 *
 * @param parameter of {@code LAST_K} how many values, of {@code QUANTILE} the percentage; 0 otherwise
 */
public record AggregateFunction(Kind kind, int parameter) implements java.io.Serializable {
    /** The functions by name. */
    public enum Kind {
        /** How many values; 0 in an empty window, where every other function but the distinct counts is null. */
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        /** The square root of the variance. */
        STDDEV,
        /** Of a sample: divided by n - 1, null below two values. */
        VARIANCE,
        /** The oldest value; of equal times the least. */
        FIRST,
        /** The newest value; of equal times the greatest. */
        LAST,
        /** {@code last_5}: the five newest values, oldest first. */
        LAST_K,
        DISTINCT_COUNT,
        /** By HyperLogLog with 4,096 registers: a standard error of 1.6 %. */
        APPROX_DISTINCT_COUNT,
        /** {@code p95}: within 1 % of the value below which that share of the values lies. */
        QUANTILE
    }

    private static final int MOST_LAST = 1_000;
    private static final Pattern LAST_K = Pattern.compile("last_(\\d{1,4})");
    private static final Pattern PERCENTAGE = Pattern.compile("p(\\d{1,2})");
    private static final List<String> NAMES = List.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "stddev",
            "variance",
            "first",
            "last",
            "last_5",
            "distinct_count",
            "approx_distinct_count",
            "p50",
            "p95");
    private static final Set<Kind> OF_NUMBERS = Set.of(Kind.SUM, Kind.AVG, Kind.STDDEV, Kind.VARIANCE, Kind.QUANTILE);
    private static final int MOST_DIGITS = 38;
    private static final int DIGITS_OF_A_SUM = 10;

    public AggregateFunction {
        boolean valid = switch (kind) {
            case LAST_K -> parameter >= 1 && parameter <= MOST_LAST;
            case QUANTILE -> parameter >= 1 && parameter <= 99;
            default -> parameter == 0;
        };
        if (!valid) {
            throw VocabularyError.invalid("Invalid aggregate function: " + kind + " of " + parameter
                    + ". last_K takes 1 to " + MOST_LAST + " values, pN 1 to 99 percent.");
        }
    }

    /** Reads {@code sum}, {@code last_5}, {@code p95}, ... */
    public static AggregateFunction parse(String text) {
        Matcher lastK = LAST_K.matcher(text);
        if (lastK.matches()) {
            return new AggregateFunction(Kind.LAST_K, Integer.parseInt(lastK.group(1)));
        }
        Matcher percentage = PERCENTAGE.matcher(text);
        if (percentage.matches()) {
            return new AggregateFunction(Kind.QUANTILE, Integer.parseInt(percentage.group(1)));
        }
        return NAMES.stream()
                .filter(text::equals)
                .findFirst()
                .map(name -> new AggregateFunction(Kind.valueOf(name.toUpperCase(java.util.Locale.ROOT)), 0))
                .orElseThrow(() -> VocabularyError.invalid(
                        "Unknown aggregate function: '" + text + "'." + NearestName.hint(text, NAMES)));
    }

    /** Whether the empty window has a value: 0. */
    public boolean countsNothing() {
        return kind == Kind.COUNT || kind == Kind.DISTINCT_COUNT || kind == Kind.APPROX_DISTINCT_COUNT;
    }

    /** The type of what comes out for values of a type; one that the function does not take is an error. */
    public ValueType resultType(ValueType of) {
        if (OF_NUMBERS.contains(kind) && !isNumber(of)) {
            throw VocabularyError.invalid("Invalid aggregation: " + this + " of values of type " + of
                    + ". It takes int, long, float, double, decimal or boolean.");
        }
        return switch (kind) {
            case COUNT, DISTINCT_COUNT, APPROX_DISTINCT_COUNT -> Scalar.LONG;
            case AVG, STDDEV, VARIANCE, QUANTILE -> Scalar.DOUBLE;
            case SUM -> sumType(of);
            case LAST_K -> new ValueType.Array(of);
            case MIN, MAX, FIRST, LAST -> of;
        };
    }

    private static ValueType sumType(ValueType of) {
        if (of instanceof ValueType.Decimal decimal) {
            return new ValueType.Decimal(Math.min(MOST_DIGITS, decimal.precision() + DIGITS_OF_A_SUM), decimal.scale());
        }
        return of == Scalar.FLOAT || of == Scalar.DOUBLE ? Scalar.DOUBLE : Scalar.LONG;
    }

    private static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Decimal
                || Set.of(Scalar.INT, Scalar.LONG, Scalar.FLOAT, Scalar.DOUBLE, Scalar.BOOLEAN)
                        .contains(type);
    }

    /** As it is written: {@code sum}, {@code last_5}, {@code p95}. */
    @Override
    public String toString() {
        return switch (kind) {
            case LAST_K -> "last_" + parameter;
            case QUANTILE -> "p" + parameter;
            default -> kind.name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
