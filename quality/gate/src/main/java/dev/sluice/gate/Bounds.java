package dev.sluice.gate;

import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments min_value, max_value, strict_min and strict_max: a range, open at an end where nothing is said. */
record Bounds(@Nullable Object min, @Nullable Object max, boolean strictMin, boolean strictMax) {
    static final List<String> NAMES = List.of("min_value", "max_value", "strict_min", "strict_max");

    static Bounds of(Arguments arguments) {
        Bounds bounds = new Bounds(
                arguments.value("min_value"),
                arguments.value("max_value"),
                arguments.flag("strict_min"),
                arguments.flag("strict_max"));
        if (bounds.min == null && bounds.max == null) {
            throw arguments.wrong("Invalid " + arguments.expectation().type()
                    + ": it has no bound. Give min_value, max_value or both.");
        }
        return bounds;
    }

    /** Bounds that are numbers, for a number that is computed. */
    static Bounds ofNumbers(Arguments arguments) {
        Bounds bounds = of(arguments);
        BigDecimal min = arguments.number("min_value");
        BigDecimal max = arguments.number("max_value");
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw bounds.reversed(arguments);
        }
        return bounds;
    }

    /** The condition that the expression is inside, with bounds of the column's type. */
    String condition(String expression, Column column, Arguments arguments) {
        if (min instanceof Number low
                && max instanceof Number high
                && exact(low).compareTo(exact(high)) > 0) {
            throw reversed(arguments);
        }
        List<String> conditions = new ArrayList<>();
        if (min != null) {
            String bound = Literal.of(column, min, "min_value", arguments).sql();
            conditions.add(expression + (strictMin ? " > " : " >= ") + bound);
        }
        if (max != null) {
            String bound = Literal.of(column, max, "max_value", arguments).sql();
            conditions.add(expression + (strictMax ? " < " : " <= ") + bound);
        }
        return String.join(" AND ", conditions);
    }

    /** Whether a number is inside; the bounds are numbers. */
    boolean contain(double number) {
        if (Double.isNaN(number)) {
            return false;
        }
        int toMin = min == null ? 1 : compare(number, (Number) min);
        int toMax = max == null ? -1 : compare(number, (Number) max);
        return (strictMin ? toMin > 0 : toMin >= 0) && (strictMax ? toMax < 0 : toMax <= 0);
    }

    /** Negative zero is zero. */
    private static int compare(double number, Number bound) {
        return Double.compare(number + 0.0, bound.doubleValue() + 0.0);
    }

    /** Whether a value of a column, as {@link Ordering} writes it, is inside. */
    boolean contain(String value, Column column, Arguments arguments) {
        Comparator<String> order = Ordering.of(column.type());
        String low = min == null ? null : Literal.ordered(column, min, "min_value", arguments);
        String high = max == null ? null : Literal.ordered(column, max, "max_value", arguments);
        int toMin = low == null ? 1 : order.compare(value, low);
        int toMax = high == null ? -1 : order.compare(value, high);
        return (strictMin ? toMin > 0 : toMin >= 0) && (strictMax ? toMax < 0 : toMax <= 0);
    }

    /** For people: {@code 0 <= x < 5}. */
    String text(String what) {
        if (min == null) {
            return what + (strictMax ? " < " : " <= ") + max;
        }
        if (max == null) {
            return what + (strictMin ? " > " : " >= ") + min;
        }
        return min + (strictMin ? " < " : " <= ") + what + (strictMax ? " < " : " <= ") + max;
    }

    private dev.sluice.problem.SluiceException reversed(Arguments arguments) {
        return arguments.wrong("Invalid " + arguments.expectation().type() + ": min_value " + min
                + " is greater than max_value " + max + ".");
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }
}
