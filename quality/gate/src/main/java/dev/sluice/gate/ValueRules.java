package dev.sluice.gate;

import dev.sluice.gate.Rule.Finding;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Rules over the values of one column. A missing value is neither expected nor unexpected: it leaves the denominator, and
 * a column without values passes, as in Great Expectations.
 */
final class ValueRules {
    private ValueRules() {}

    static Rule notNull(Arguments arguments) {
        Column column = arguments.column();
        Measure matches = new Measure.Matches(Scope.present(column), arguments.scope());
        return counted(column.name() + " is not null", matches, arguments);
    }

    static Rule between(Arguments arguments) {
        Column column = arguments.column();
        Bounds bounds = Bounds.of(arguments);
        String condition = bounds.condition(QuotedName.of(column.name()), column, arguments);
        return ofValues(bounds.text(column.name()), condition, arguments);
    }

    static Rule inSet(Arguments arguments) {
        return ofValues(arguments.column().name() + " in " + arguments.list("value_set"), in(arguments), arguments);
    }

    static Rule notInSet(Arguments arguments) {
        return ofValues(
                arguments.column().name() + " not in " + arguments.list("value_set"),
                "NOT (" + in(arguments) + ")",
                arguments);
    }

    static Rule matchRegex(Arguments arguments) {
        return ofValues(arguments.column().name() + " matches " + regex(arguments), rlike(arguments), arguments);
    }

    static Rule notMatchRegex(Arguments arguments) {
        return ofValues(
                arguments.column().name() + " does not match " + regex(arguments),
                "NOT (" + rlike(arguments) + ")",
                arguments);
    }

    static Rule unique(Arguments arguments) {
        Column column = arguments.column();
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        Measure singles = new Measure.Singles(List.of(column.name()), scope);
        return counted(column.name() + " is unique", singles, arguments);
    }

    private static String in(Arguments arguments) {
        Column column = arguments.column();
        String values = arguments.list("value_set").stream()
                .filter(Objects::nonNull)
                .map(value -> Literal.of(column, value, "value_set", arguments).sql())
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "FALSE" : QuotedName.of(column.name()) + " IN (" + values + ")";
    }

    private static String rlike(Arguments arguments) {
        Column column = arguments.column();
        if (column.type() != Scalar.STRING) {
            throw arguments.invalid("column", column.name(), "It is " + column.type() + ", a regex needs a string");
        }
        Literal pattern = Literal.of(column, regex(arguments), "regex", arguments);
        return QuotedName.of(column.name()) + " RLIKE " + pattern.sql();
    }

    private static String regex(Arguments arguments) {
        String regex = arguments.text("regex");
        try {
            return Pattern.compile(regex).pattern();
        } catch (PatternSyntaxException e) {
            throw arguments.invalid("regex", regex, e.getDescription() + " at character " + e.getIndex());
        }
    }

    private static Rule ofValues(String text, String condition, Arguments arguments) {
        String scope = Scope.and(arguments.scope(), Scope.present(arguments.column()));
        return counted(text, new Measure.Matches(condition, scope), arguments);
    }

    /** At least {@code mostly} of the counted rows match. */
    private static Rule counted(String text, Measure matches, Arguments arguments) {
        BigDecimal mostly = arguments.mostly();
        Measure rows = new Measure.Rows(arguments.scope());
        return new Rule(
                described(text, arguments),
                arguments.severity(),
                arguments.origin(),
                List.of(matches, rows),
                answers -> finding(answers.counts(matches), answers.counts(rows).counted(), mostly));
    }

    private static Finding finding(Answer.Counts counts, long rows, BigDecimal mostly) {
        long unexpected = counts.counted() - counts.matching();
        BigDecimal least = mostly.multiply(BigDecimal.valueOf(counts.counted()));
        boolean success = BigDecimal.valueOf(counts.matching()).compareTo(least) >= 0;
        String missing = rows == counts.counted() ? "" : ", " + (rows - counts.counted()) + " missing";
        String observed = unexpected + " of " + counts.counted() + " values unexpected" + missing;
        return new Finding(success, observed, rows, unexpected);
    }

    /** The rule with what narrows it: {@code delay >= 0 where hub, for 99 % of the values}. */
    static String described(String text, Arguments arguments) {
        String scope = arguments.scope();
        String where = scope.equals(Measure.ALL_ROWS) ? "" : " where " + scope;
        BigDecimal mostly = arguments.mostly();
        String share = mostly.movePointRight(2).stripTrailingZeros().toPlainString();
        return text + where + (mostly.compareTo(BigDecimal.ONE) == 0 ? "" : ", for " + share + " % of the values");
    }
}
