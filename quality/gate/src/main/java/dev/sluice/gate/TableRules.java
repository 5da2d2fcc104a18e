package dev.sluice.gate;

import dev.sluice.gate.Rule.Finding;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Rules over one number: how many rows there are, a column's mean, minimum or maximum. */
final class TableRules {
    private static final Set<ValueType> NUMBERS = Set.of(Scalar.INT, Scalar.LONG, Scalar.FLOAT, Scalar.DOUBLE);

    private TableRules() {}

    static Rule rowCount(Arguments arguments) {
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure rows = new Measure.Rows(arguments.scope());
        return rule(bounds.text("row count"), arguments, List.of(rows), answers -> {
            long count = answers.counts(rows).counted();
            return new Finding(bounds.contain(count), ExpectationResult.rows(count), count, 0);
        });
    }

    static Rule mean(Arguments arguments) {
        return aggregate(Measure.Function.MEAN, "mean of ", arguments);
    }

    static Rule minimum(Arguments arguments) {
        return aggregate(Measure.Function.MINIMUM, "least ", arguments);
    }

    static Rule maximum(Arguments arguments) {
        return aggregate(Measure.Function.MAXIMUM, "greatest ", arguments);
    }

    /** Without a value there is no such number, and the rule fails, as in Great Expectations. */
    private static Rule aggregate(Measure.Function function, String what, Arguments arguments) {
        Column column = arguments.column();
        requireNumber(column, arguments);
        Bounds bounds = Bounds.ofNumbers(arguments);
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        Measure measure = new Measure.Aggregate(function, column.name(), scope);
        Measure rows = new Measure.Rows(arguments.scope());
        return rule(bounds.text(what + column.name()), arguments, List.of(measure, rows), answers -> {
            OptionalDouble found = answers.value(measure);
            boolean success = found.isPresent() && bounds.contain(found.getAsDouble());
            String observed = found.isPresent() ? Double.toString(found.getAsDouble()) : "no value";
            return new Finding(success, observed, answers.counts(rows).counted(), 0);
        });
    }

    private static void requireNumber(Column column, Arguments arguments) {
        if (!NUMBERS.contains(column.type()) && !(column.type() instanceof ValueType.Decimal)) {
            throw arguments.invalid("column", column.name(), "It is " + column.type() + ", this needs a number");
        }
    }

    private static Rule rule(String text, Arguments arguments, List<Measure> measures, Rule.Judgement judgement) {
        return new Rule(
                ValueRules.described(text, arguments), arguments.severity(), arguments.origin(), measures, judgement);
    }
}
