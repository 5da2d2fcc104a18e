package dev.sluice.gate;

import dev.sluice.transform.QuotedName;
import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The rule over the Kullback-Leibler divergence of a column's values from an expected distribution: the sum of
 * {@code p ln(p / q)} over the observed shares p and the expected ones q. A value in none of the expected places makes it
 * infinite, unless a holdout weight is set aside for it.
 */
final class DivergenceRules {
    private DivergenceRules() {}

    static Rule divergence(Arguments arguments) {
        Column column = arguments.column();
        BigDecimal threshold = arguments.requiredNumber("threshold");
        if (threshold.signum() < 0) {
            throw arguments.invalid("threshold", threshold, "Write a number that is not negative");
        }
        ExpectedShares expected = ExpectedShares.of(arguments);
        String scope = Scope.and(arguments.scope(), Scope.present(column));
        List<Measure> places = expected.conditions(QuotedName.of(column.name())).stream()
                .map(condition -> (Measure) new Measure.Matches(condition, scope))
                .toList();
        Measure rows = new Measure.Rows(arguments.scope());
        List<Measure> measures = new ArrayList<>(places);
        measures.add(rows);
        String text = "divergence of " + column.name() + " <= " + threshold.toPlainString();
        return Judged.rule(text, arguments, measures, answers -> {
            double[] counts = places.stream()
                    .mapToDouble(place -> answers.counts(place).matching())
                    .toArray();
            double found = expected.divergence(counts);
            boolean finite = Double.isFinite(found);
            return Finding.ofValue(
                            finite && found <= threshold.doubleValue(),
                            finite ? found : null,
                            finite ? Double.toString(found) : "infinite, or no value",
                            answers.counts(rows).counted())
                    .withDetails(
                            Map.of("observed_counts", boxed(counts), "expected_weights", boxed(expected.shares())));
        });
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** Of two lists of weights, each of which is made to sum to one; NaN where one sums to nothing. */
    static double divergence(double[] observed, double[] expected) {
        double ofObserved = Arrays.stream(observed).sum();
        double ofExpected = Arrays.stream(expected).sum();
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
            double p = observed[i] / ofObserved;
            double q = expected[i] / ofExpected;
            sum += p == 0 ? 0 : p * Math.log(p / q);
        }
        return ofObserved == 0 ? Double.NaN : sum;
    }
}
