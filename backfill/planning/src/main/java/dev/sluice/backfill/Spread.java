package dev.sluice.backfill;

import java.util.Arrays;
import java.util.Collection;

/** A quantity as far as it is known: half of the cases are below p50, nine of ten below p90. */
public record Spread(double p50, double p90) {
    public static final Spread ZERO = new Spread(0, 0);

    /** Of measurements, by nearest rank; there must be one. */
    static Spread of(Collection<Double> measured) {
        double[] sorted =
                measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(rank(sorted, 0.5), rank(sorted, 0.9));
    }

    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    public static Spread exactly(double value) {
        return new Spread(value, value);
    }

    public Spread times(double factor) {
        return new Spread(p50 * factor, p90 * factor);
    }

    public Spread plus(Spread other) {
        return new Spread(p50 + other.p50, p90 + other.p90);
    }

    @Override
    public String toString() {
        return Arrays.toString(new double[] {p50, p90});
    }
}
