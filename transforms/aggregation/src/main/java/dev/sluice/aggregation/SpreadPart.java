package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.AggregateFunction.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The variance of a sample, {@code (n S2 - S1^2) / (n (n - 1))}, of the exact sums of the values and of their squares, so that
 * nothing cancels out. A square is the sum of two doubles (Dekker 1971; Math.fma gives the lower one).
 */
final class SpreadPart implements Part.Shrinking {
    private static final int GREAT = 500;
    private static final int SMALL = -400;
    private static final int SHIFT = 600;
    private static final int[] SHIFTS = {0, -SHIFT, SHIFT};

    private final ValueKind kind;
    private ExactSum values = new ExactSum();

    /** Of ordinary numbers, of great ones and of small ones: the numbers are shifted, lest their squares overflow or vanish. */
    private final ExactSum[] squares = {new ExactSum(), new ExactSum(), new ExactSum()};

    SpreadPart(ValueKind kind) {
        this.kind = kind;
    }

    @Override
    public void add(long eventTime, Object value) {
        change(kind.toDouble(value), 1);
    }

    @Override
    public void remove(Object value) {
        change(kind.toDouble(value), -1);
    }

    private void change(double number, int by) {
        values.change(number, by);
        if (Double.isFinite(number)) {
            int size = size(number);
            double shifted = Math.scalb(number, SHIFTS[size]);
            squares[size].change(shifted * shifted, by);
            squares[size].change(lower(shifted), by);
        }
    }

    private static int size(double number) {
        int exponent = Math.getExponent(number);
        return exponent > GREAT ? 1 : exponent < SMALL ? 2 : 0;
    }

    /** What the square of a number is more than the double nearest to it. */
    private static double lower(double number) {
        return Math.fma(number, number, -(number * number));
    }

    @Override
    public void merge(Part other) {
        SpreadPart spread = (SpreadPart) other;
        values.add(spread.values);
        for (int size = 0; size < squares.length; size++) {
            squares[size].add(spread.squares[size]);
        }
    }

    @Override
    public @org.jspecify.annotations.Nullable Object result(AggregateFunction function, long count) {
        if (count < 2) {
            return null;
        }
        double variance = variance(count);
        return function.kind() == Kind.STDDEV ? Math.sqrt(variance) : variance;
    }

    private double variance(long count) {
        if (values.isSpecial()) {
            return Double.NaN;
        }
        int exponent = 2 * values.exponent();
        for (int size = 0; size < squares.length; size++) {
            exponent = squares[size].isEmpty() ? exponent : Math.min(exponent, exponent(size));
        }
        BigInteger ofSquares = BigInteger.ZERO;
        for (int size = 0; size < squares.length; size++) {
            if (!squares[size].isEmpty()) {
                ofSquares = ofSquares.add(squares[size].scaled().shiftLeft(exponent(size) - exponent));
            }
        }
        BigInteger sum = values.scaled();
        BigInteger ofSum = sum.multiply(sum).shiftLeft(2 * values.exponent() - exponent);
        BigInteger difference = ofSquares.multiply(BigInteger.valueOf(count)).subtract(ofSum);
        BigInteger divisor = BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - 1));
        int room = Math.max(0, divisor.bitLength() + Long.SIZE - difference.bitLength());
        return scaled(difference.shiftLeft(room).divide(divisor), exponent - room);
    }

    private int exponent(int size) {
        return squares[size].exponent() - 2 * SHIFTS[size];
    }

    private static double scaled(BigInteger number, int exponent) {
        int surplus = Math.max(0, number.bitLength() - Long.SIZE);
        return Math.scalb(number.shiftRight(surplus).doubleValue(), exponent + surplus);
    }

    @Override
    public void clear() {
        values.clear();
        for (ExactSum sum : squares) {
            sum.clear();
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        values.write(out);
        for (ExactSum sum : squares) {
            sum.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        values = ExactSum.read(in);
        for (int size = 0; size < squares.length; size++) {
            squares[size] = ExactSum.read(in);
        }
    }
}
