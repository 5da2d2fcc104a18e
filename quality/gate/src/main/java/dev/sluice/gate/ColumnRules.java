package dev.sluice.gate;

import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Rules over one number or value of a whole column. Without a value there is none, and the rule fails. */
final class ColumnRules {
    private static final double QUANTILE_TOLERANCE = 1e-4;

    private ColumnRules() {}

    static Rule mean(Arguments arguments) {
        return aggregate(Measure.Function.MEAN, "mean of ", arguments);
    }

    static Rule deviation(Arguments arguments) {
        return aggregate(Measure.Function.DEVIATION, "standard deviation of ", arguments);
    }

    static Rule sum(Arguments arguments) {
        return aggregate(Measure.Function.SUM, "sum of ", arguments);
    }

    static Rule minimum(Arguments arguments) {
        return extreme(Measure.End.LEAST, "least ", arguments);
    }

    static Rule maximum(Arguments arguments) {
        return extreme(Measure.End.GREATEST, "greatest ", arguments);
    }

    private static Rule aggregate(Measure.Function function, String what, Arguments arguments) {
        Column column = arguments.column();
        Judged.requireNumber(column, arguments);
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure measure = new Measure.Aggregate(function, column.name(), present(arguments));
        return Judged.column(bounds.text(what + column.name()), measure, arguments, (answers, rows) -> {
            OptionalDouble found = answers.value(measure);
            boolean success = found.isPresent() && bounds.contain(found.getAsDouble());
            return Finding.ofValue(success, found.isPresent() ? found.getAsDouble() : null, rows);
        });
    }

    private static Rule extreme(Measure.End end, String what, Arguments arguments) {
        Column column = arguments.column();
        if (!Ordering.has(column.type())) {
            throw arguments.invalid("column", column.name(), "It is " + column.type() + ", which has no order");
        }
        Bounds bounds = Bounds.of(arguments);
        bounds.condition("x", column, arguments);
        Measure measure = new Measure.Extreme(column, end, present(arguments));
        return Judged.column(bounds.text(what + column.name()), measure, arguments, (answers, rows) -> {
            String found = answers.text(measure);
            boolean success = found != null && bounds.contain(found, column, arguments);
            return Finding.ofValue(success, found == null ? null : observed(column, found), rows);
        });
    }

    private static Object observed(Column column, String found) {
        String shown = Ordering.shown(column.type(), found);
        if (Ordering.isFloating(column.type())) {
            return Double.valueOf(shown);
        }
        return Ordering.isNumber(column.type()) ? new BigDecimal(shown) : shown;
    }

    static Rule median(Arguments arguments) {
        Column column = arguments.column();
        Judged.requireNumber(column, arguments);
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure measure = new Measure.Quantiles(
                column.name(), List.of(new BigDecimal("0.5")), Measure.Rank.BETWEEN, present(arguments));
        return Judged.column(bounds.text("median of " + column.name()), measure, arguments, (answers, rows) -> {
            List<Double> found = answers.numbers(measure);
            boolean success = !found.isEmpty() && bounds.contain(found.get(0));
            return Finding.ofValue(success, found.isEmpty() ? null : found.get(0), rows);
        });
    }

    /** A quantile is a value of the column; as in Great Expectations, it may miss its range by one in ten thousand. */
    static Rule quantiles(Arguments arguments) {
        Column column = arguments.column();
        Judged.requireNumber(column, arguments);
        List<QuantileRange> ranges = QuantileRange.all(arguments);
        Measure measure = new Measure.Quantiles(
                column.name(), ranges.stream().map(QuantileRange::share).toList(), rank(arguments), present(arguments));
        String text = "quantiles of " + column.name() + " in " + ranges;
        return Judged.column(
                text, measure, arguments, (answers, rows) -> quantiles(ranges, answers.numbers(measure), rows));
    }

    /** Exact in any case; on pandas the argument names how to choose between two values. */
    private static Measure.Rank rank(Arguments arguments) {
        return arguments.value("allow_relative_error") instanceof Boolean
                        || arguments
                                .choice("allow_relative_error", "nearest", "linear")
                                .equals("nearest")
                ? Measure.Rank.NEAREST
                : Measure.Rank.BETWEEN;
    }

    private static Finding quantiles(List<QuantileRange> ranges, List<Double> found, long rows) {
        List<Boolean> details = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            details.add(!found.isEmpty() && ranges.get(i).contains(found.get(i), QUANTILE_TOLERANCE));
        }
        Map<String, @Nullable Object> observed = new LinkedHashMap<>();
        observed.put("quantiles", ranges.stream().map(QuantileRange::share).toList());
        observed.put("values", found);
        return Finding.ofValue(!details.contains(false), observed, found.toString(), rows)
                .withDetails(Map.of("success_details", details));
    }

    static Rule distinctCount(Arguments arguments) {
        return distinct("distinct values of ", Answer.Counts::matching, arguments);
    }

    /** Distinct values by values that are there. */
    static Rule distinctShare(Arguments arguments) {
        return distinct("share of distinct values of ", ColumnRules::share, arguments);
    }

    private static Rule distinct(String what, ToDoubleFunction<Answer.Counts> value, Arguments arguments) {
        Column column = arguments.column();
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure measure = new Measure.Distinct(column.name(), present(arguments));
        return Judged.column(bounds.text(what + column.name()), measure, arguments, (answers, rows) -> {
            double found = value.applyAsDouble(answers.counts(measure));
            return Finding.ofValue(bounds.contain(found), number(found), rows);
        });
    }

    /** Values that are there by rows. */
    static Rule presentShare(Arguments arguments) {
        Column column = arguments.column();
        Bounds bounds = Bounds.ofNumbers(arguments);
        Measure measure = new Measure.Matches(Scope.present(column), arguments.scope());
        String text = bounds.text("share of present values of " + column.name());
        return Judged.rule(text, arguments, List.of(measure), answers -> {
            Answer.Counts counts = answers.counts(measure);
            double found = share(counts);
            return Finding.ofValue(bounds.contain(found), number(found), counts.counted());
        });
    }

    /** Of nothing it is 0, as in Great Expectations. */
    private static double share(Answer.Counts counts) {
        return counts.counted() == 0 ? 0 : (double) counts.matching() / counts.counted();
    }

    private static Object number(double found) {
        return found == Math.rint(found) ? (Object) (long) found : (Object) found;
    }

    private static String present(Arguments arguments) {
        return Scope.and(arguments.scope(), Scope.present(arguments.column()));
    }
}
