package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.List;

/**
 * Rules over the values of one column. A missing value is neither expected nor unexpected: it leaves the denominator, and
 * a column without values passes, as in Great Expectations.
 */
final class ValueRules {
    private ValueRules() {}

    static Rule notNull(Arguments arguments) {
        Column column = arguments.column();
        Measure matches = new Measure.Matches(Scope.present(column), arguments.scope());
        return Judged.rows(column.name() + " is not null", matches, arguments);
    }

    static Rule isNull(Arguments arguments) {
        Column column = arguments.column();
        Measure matches = new Measure.Matches("NOT (" + Scope.present(column) + ")", arguments.scope());
        return Judged.rows(column.name() + " is null", matches, arguments);
    }

    static Rule between(Arguments arguments) {
        Column column = arguments.column();
        Bounds bounds = Bounds.of(arguments);
        String condition = bounds.condition(QuotedName.of(column.name()), column, arguments);
        return Judged.values(bounds.text(column.name()), condition, arguments);
    }

    static Rule inSet(Arguments arguments) {
        return Judged.values(
                arguments.column().name() + " in " + arguments.list("value_set"),
                ValueSet.of(arguments).condition(),
                arguments);
    }

    static Rule notInSet(Arguments arguments) {
        return Judged.values(
                arguments.column().name() + " not in " + arguments.list("value_set"),
                "NOT (" + ValueSet.of(arguments).condition() + ")",
                arguments);
    }

    static Rule unique(Arguments arguments) {
        Column column = arguments.column();
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        Measure singles = new Measure.Singles(List.of(column.name()), scope);
        return Judged.rows(column.name() + " is unique", singles, arguments);
    }

    static Rule lengthBetween(Arguments arguments) {
        Column column = TextRules.text(arguments);
        Bounds bounds = Bounds.ofNumbers(arguments);
        String condition = bounds.condition(length(column), TextRules.LENGTH, arguments);
        return Judged.values(bounds.text("length of " + column.name()), condition, arguments);
    }

    static Rule lengthEqual(Arguments arguments) {
        Column column = TextRules.text(arguments);
        BigDecimal length = arguments.requiredNumber("value");
        String condition = length(column) + " = " + length.toPlainString();
        return Judged.values("length of " + column.name() + " = " + length.toPlainString(), condition, arguments);
    }

    private static String length(Column column) {
        return "length(" + QuotedName.of(column.name()) + ")";
    }

    /** The deviation is that of a sample; where it is 0 or there is none, no value is far from the mean. */
    static Rule nearMean(Arguments arguments) {
        Column column = arguments.column();
        Judged.requireNumber(column, arguments);
        BigDecimal threshold = arguments.requiredNumber("threshold");
        boolean bothSides = arguments.flag("double_sided");
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        Measure near = new Measure.NearMean(column.name(), threshold, bothSides, scope);
        String text = (bothSides ? "absolute z-score of " : "z-score of ") + column.name() + " < " + threshold;
        return Judged.rows(text, near, arguments);
    }
}
