package dev.sluice.gate;

import java.util.Arrays;

/**
 * What values usually are, told so that a few odd ones change nothing.
 *
 * <p>The spread is 1.4826 times the median of the absolute distances from the median, the standard deviation of normally
 * distributed values; where that is 0, as half of them are equal, 1.2533 times the mean of these distances. With a limit of 3.5
 * spreads it is the modified z-score of Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 *
 * @param median half of them are greater, half are less
 * @param spread never less than what the caller calls the least that matters
 * @param count how many values there were
 */
record Usual(double median, double spread, int count) {
    private static final double FROM_MEDIAN = 1.4826;
    private static final double FROM_MEAN = 1.2533;

    /** @param values at least one */
    static Usual of(double[] values, double leastSpread) {
        double median = median(values);
        double[] distances =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double typical = FROM_MEDIAN * median(distances);
        double spread = typical > 0
                ? typical
                : FROM_MEAN * Arrays.stream(distances).average().orElse(0);
        return new Usual(median, Math.max(spread, leastSpread), values.length);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How many spreads a value is above the median; below it, negative. */
    double deviations(double value) {
        return (value - median) / spread;
    }
}
