package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many values lie in each bucket of a relative width of 2 % (DDSketch, Masson et al. 2019): a quantile is within 1 % of the
 * value of rank {@code floor(q (n - 1))}. Counts of buckets do not depend on an order, and can be taken away again.
 */
final class QuantilePart implements Part.Shrinking {
    private static final double ACCURACY = 0.01;
    private static final double GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
    private static final double LOG_GAMMA = StrictMath.log(GAMMA);

    /** More than the index of any bucket, so that the codes of positive numbers are positive. */
    private static final int OFFSET = 100_000;

    private static final int INFINITE = 1_000_000;
    private static final int NOT_A_NUMBER = 2_000_000;
    private static final int PERCENT = 100;

    private final ValueKind kind;
    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    QuantilePart(ValueKind kind) {
        this.kind = kind;
    }

    @Override
    public void add(long eventTime, Object value) {
        counts.merge(bucket(kind.toDouble(value)), 1L, Long::sum);
    }

    @Override
    public void remove(Object value) {
        counts.computeIfPresent(bucket(kind.toDouble(value)), (bucket, count) -> count == 1 ? null : count - 1);
    }

    /** Buckets are numbered in the order of their values. */
    private static int bucket(double value) {
        if (Double.isNaN(value)) {
            return NOT_A_NUMBER;
        }
        double magnitude = Math.abs(value);
        int bucket = magnitude == 0
                ? 0
                : Double.isInfinite(magnitude)
                        ? INFINITE
                        : OFFSET + (int) StrictMath.ceil(StrictMath.log(magnitude) / LOG_GAMMA);
        return value < 0 ? -bucket : bucket;
    }

    private static double value(int bucket) {
        return switch (bucket) {
            case 0 -> 0;
            case NOT_A_NUMBER -> Double.NaN;
            case INFINITE -> Double.POSITIVE_INFINITY;
            case -INFINITE -> Double.NEGATIVE_INFINITY;
            default -> Math.signum(bucket) * middle(Math.abs(bucket) - OFFSET);
        };
    }

    /** The number that is at most 1 % from both ends of the bucket {@code (gamma^(i-1), gamma^i]}. */
    private static double middle(int index) {
        double middle = StrictMath.exp(index * LOG_GAMMA) * 2 / (GAMMA + 1);
        return Math.min(Math.max(middle, Double.MIN_VALUE), Double.MAX_VALUE);
    }

    @Override
    public void merge(Part other) {
        ((QuantilePart) other).counts.forEach((bucket, count) -> counts.merge(bucket, count, Long::sum));
    }

    @Override
    public Object result(AggregateFunction function, long count) {
        long rank = (count - 1) * function.parameter() / PERCENT;
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            passed += bucket.getValue();
            if (passed > rank) {
                return value(bucket.getKey());
            }
        }
        throw new IllegalStateException("There are fewer than " + count + " values");
    }

    @Override
    public void clear() {
        counts.clear();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            out.writeInt(bucket.getKey());
            out.writeLong(bucket.getValue());
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        int buckets = in.readInt();
        for (int i = 0; i < buckets; i++) {
            counts.put(in.readInt(), in.readLong());
        }
    }
}
