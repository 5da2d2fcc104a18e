package dev.sluice.gate;

import dev.sluice.type.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The argument {@code partition_object}: values or bins, and the weight of each, with the places before the first bin and
 * after the last, or, of values, of all others.
 *
 * @param ofValues whether the last place is that of all other values
 * @param places of each, what holds of its values: SQL with {@code %1$s} for the column
 */
record ExpectedShares(List<String> places, double[] shares, boolean ofValues) {
    private static final String NAME = "partition_object";
    private static final int MOST = 1_000;
    private static final double TOLERANCE = 1e-3;

    ExpectedShares {
        places = List.copyOf(places);
    }

    static ExpectedShares of(Arguments arguments) {
        Map<?, ?> given = arguments.mapping(NAME);
        double[] weights = numbers(given, "weights", arguments);
        if (weights.length > MOST || weights.length == 0) {
            throw wrong(given, arguments);
        }
        return given.containsKey("values") ? ofValues(given, weights, arguments) : ofBins(given, weights, arguments);
    }

    private static ExpectedShares ofValues(Map<?, ?> given, double[] weights, Arguments arguments) {
        Column column = arguments.column();
        if (!(given.get("values") instanceof List<?> values) || values.size() != weights.length) {
            throw wrong(given, arguments);
        }
        requireWhole(weights, new double[0], given, arguments);
        double holdout = holdout("tail_weight_holdout", arguments);
        List<String> places = new ArrayList<>();
        values.forEach(value -> places.add("%1$s = "
                + Literal.of(column, Objects.requireNonNull(value), NAME, arguments)
                        .sql()
                        .replace("%", "%%")));
        places.add("NOT ("
                + ValueSet.of(column, values, NAME, arguments).condition().replace("%", "%%")
                + ")");
        double[] shares = new double[weights.length + 1];
        IntStream.range(0, weights.length).forEach(i -> shares[i] = weights[i] * (1 - holdout));
        shares[weights.length] = holdout;
        return new ExpectedShares(places, shares, true);
    }

    private static ExpectedShares ofBins(Map<?, ?> given, double[] weights, Arguments arguments) {
        Judged.requireNumber(arguments.column(), arguments);
        double[] bins = numbers(given, "bins", arguments);
        if (bins.length != weights.length + 1
                || IntStream.range(1, bins.length).anyMatch(i -> !(bins[i - 1] < bins[i]))) {
            throw wrong(given, arguments);
        }
        double tail = holdout("tail_weight_holdout", arguments);
        double inner = holdout("internal_weight_holdout", arguments);
        double[] tails = given.containsKey("tail_weights")
                ? numbers(given, "tail_weights", arguments)
                : new double[] {tail / 2, tail / 2};
        if (tails.length != 2 || (given.containsKey("tail_weights") && tail > 0)) {
            throw wrong(given, arguments);
        }
        requireWhole(weights, given.containsKey("tail_weights") ? tails : new double[0], given, arguments);
        return new ExpectedShares(places(bins), shares(weights, tails, 1 - tail - inner, inner), false);
    }

    private static List<String> places(double[] bins) {
        int last = bins.length - 1;
        List<String> places = new ArrayList<>();
        places.add("%1$s < " + bins[0] + "D");
        for (int i = 0; i < last; i++) {
            String upper = i == last - 1 ? " <= " : " < ";
            places.add("%1$s >= " + bins[i] + "D AND %1$s" + upper + bins[i + 1] + "D");
        }
        places.add("%1$s > " + bins[last] + "D");
        return places;
    }

    private static double[] shares(double[] weights, double[] tails, double scale, double inner) {
        double[] shares = new double[weights.length + 2];
        long zeros =
                IntStream.range(0, weights.length).filter(i -> weights[i] == 0).count();
        shares[0] = tails[0];
        for (int i = 0; i < weights.length; i++) {
            shares[i + 1] = weights[i] == 0 && inner > 0 ? inner / zeros : weights[i] * scale;
        }
        shares[weights.length + 1] = tails[1];
        return shares;
    }

    private static void requireWhole(double[] weights, double[] tails, Map<?, ?> given, Arguments arguments) {
        double sum = IntStream.range(0, weights.length)
                        .mapToDouble(i -> weights[i])
                        .sum()
                + IntStream.range(0, tails.length).mapToDouble(i -> tails[i]).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw wrong(given, arguments);
        }
    }

    private static double holdout(String name, Arguments arguments) {
        BigDecimal holdout = arguments.number(name);
        if (holdout != null && (holdout.signum() < 0 || holdout.compareTo(BigDecimal.ONE) > 0)) {
            throw arguments.invalid(name, holdout, "Write a share from 0 to 1");
        }
        return holdout == null ? 0 : holdout.doubleValue();
    }

    private static double[] numbers(Map<?, ?> given, String name, Arguments arguments) {
        if (!(given.get(name) instanceof List<?> list)
                || !list.stream().allMatch(Number.class::isInstance)
                || list.stream().anyMatch(number -> name.endsWith("weights") && ((Number) number).doubleValue() < 0)) {
            throw wrong(given, arguments);
        }
        return list.stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
    }

    private static dev.sluice.problem.SluiceException wrong(Map<?, ?> given, Arguments arguments) {
        return arguments.invalid(
                NAME,
                given,
                "Write {values: [...], weights: [...]} or {bins: [...], weights: [...]} with finite, rising bins, one"
                        + " weight for each value or bin, and weights that sum to 1; at most " + MOST);
    }

    /** The divergence of what was counted in each place. What is set aside for other values counts only if there are any. */
    double divergence(double[] counts) {
        int places = ofValues && counts[counts.length - 1] == 0 ? counts.length - 1 : counts.length;
        return DivergenceRules.divergence(Arrays.copyOf(counts, places), Arrays.copyOf(shares, places));
    }

    /** The places, of an expression. */
    List<String> conditions(String expression) {
        return places.stream().map(place -> place.formatted(expression)).toList();
    }
}
