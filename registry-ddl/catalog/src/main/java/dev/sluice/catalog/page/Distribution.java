package dev.sluice.catalog.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of how the values of a feature are distributed in a partition: bars of equal width from the least value to the
 * greatest, each as high as its share of the values. In pixels.
 *
 * @param path of the bars
 * @param highest share of the values in one bar, 0 to 1
 */
public record Distribution(String path, double highest) {
    public static final int WIDTH = 96;
    public static final int HEIGHT = 30;
    static final int BARS = 24;
    private static final double GAP = 0.5;

    /** Null where no quantiles were kept. */
    public static @Nullable Distribution of(FeatureDay day) {
        List<Double> quantiles = day.quantiles();
        if (quantiles.size() < 2 || !quantiles.stream().allMatch(Double::isFinite)) {
            return null;
        }
        double[] shares = shares(quantiles);
        double highest = 0;
        for (double share : shares) {
            highest = Math.max(highest, share);
        }
        StringBuilder path = new StringBuilder();
        double width = (double) WIDTH / BARS;
        for (int i = 0; i < BARS; i++) {
            if (shares[i] > 0) {
                double height = Math.max(1, HEIGHT * shares[i] / highest);
                path.append(String.format(
                        Locale.ROOT, "M%.1f %dv-%.1fh%.1fv%.1fz", i * width, HEIGHT, height, width - GAP, height));
            }
        }
        return new Distribution(path.toString(), highest);
    }

    /** Between two quantiles the values are taken to be spread evenly. */
    static double[] shares(List<Double> quantiles) {
        double least = quantiles.get(0);
        double span = quantiles.get(quantiles.size() - 1) - least;
        double[] shares = new double[BARS];
        double part = 1.0 / (quantiles.size() - 1);
        for (int i = 0; i + 1 < quantiles.size(); i++) {
            double from = place(quantiles.get(i), least, span);
            double until = place(quantiles.get(i + 1), least, span);
            int first = bar(from);
            int last = bar(until);
            for (int bar = first; bar <= last; bar++) {
                double inside = Math.min(until, bar + 1.0) - Math.max(from, bar);
                shares[bar] += first == last ? part : part * inside / (until - from);
            }
        }
        return shares;
    }

    /** In bars from the left. */
    private static double place(double value, double least, double span) {
        return span == 0 ? BARS / 2.0 : (value - least) / span * BARS;
    }

    private static int bar(double place) {
        return Math.min(BARS - 1, (int) place);
    }
}
