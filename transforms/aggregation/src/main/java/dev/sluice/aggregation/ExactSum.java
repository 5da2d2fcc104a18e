package dev.sluice.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The sum of doubles without rounding: whatever their order, and however often some are taken away again, {@link #value()}
 * is the double that is nearest to the true sum.
 *
 * <p>A superaccumulator (Neal 2015, "Fast exact summation using small and large superaccumulators"): a number in base 2^32
 * with the unit 2^-1074, whose digits may wait for their carries. NaN and infinities are counted beside it.
 */
final class ExactSum {
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = 0xFFFFFFFFL;
    private static final int UNIT_EXPONENT = -1074;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final int EXPONENT = 0x7FF;
    private static final int MOST_WAITING = 1 << 30;
    private static final int SIGNIFICANT_BITS = 62;

    private static final int NEGATIVE = 1;
    private static final int SPECIAL = 2;

    /** The digit at index i counts 2^(32 (first + i)) units. */
    private long[] digits = new long[0];

    private int first;
    private int waiting;
    private long notNumbers;
    private long positiveInfinities;
    private long negativeInfinities;

    void add(double value) {
        change(value, 1);
    }

    /** Takes away a value that was added. */
    void subtract(double value) {
        change(value, -1);
    }

    /** Adds a value, {@code by} 1, or takes it away, {@code by} -1. */
    void change(double value, int by) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT;
        if (exponent == EXPONENT) {
            changeSpecial(value, by);
            return;
        }
        long mantissa = exponent == 0 ? bits & MANTISSA : bits & MANTISSA | MANTISSA + 1;
        if (mantissa == 0) {
            return;
        }
        int place = Math.max(exponent, 1) - 1;
        boolean negative = bits < 0 != by < 0;
        change(mantissa, place, negative ? -1 : 1);
    }

    private void change(long mantissa, int place, int sign) {
        int shift = place % DIGIT_BITS;
        long upper = mantissa >>> DIGIT_BITS - shift;
        int at = reserved(place / DIGIT_BITS);
        digits[at] += sign * (mantissa << shift & DIGIT);
        digits[at + 1] += sign * (upper & DIGIT);
        digits[at + 2] += sign * (upper >>> DIGIT_BITS);
        if (++waiting >= MOST_WAITING) {
            carry();
        }
    }

    private void changeSpecial(double value, int by) {
        if (Double.isNaN(value)) {
            notNumbers += by;
        } else if (value > 0) {
            positiveInfinities += by;
        } else {
            negativeInfinities += by;
        }
    }

    /** Where the digit of this place is, with two after it. */
    private int reserved(int digit) {
        if (digits.length == 0) {
            digits = new long[4];
            first = digit;
        } else if (digit < first) {
            long[] longer = new long[digits.length + first - digit];
            System.arraycopy(digits, 0, longer, first - digit, digits.length);
            digits = longer;
            first = digit;
        } else if (digit + 3 > first + digits.length) {
            digits = Arrays.copyOf(digits, digit + 4 - first);
        }
        return digit - first;
    }

    /** Adds what another holds. */
    void add(ExactSum other) {
        notNumbers += other.notNumbers;
        positiveInfinities += other.positiveInfinities;
        negativeInfinities += other.negativeInfinities;
        if (other.digits.length == 0) {
            return;
        }
        other.carry();
        carry();
        reserved(other.first);
        int at = reserved(other.first + other.digits.length) - other.digits.length;
        for (int i = 0; i < other.digits.length; i++) {
            digits[at + i] += other.digits[i];
        }
        waiting++;
    }

    /** Brings all digits but the last into 0 to 2^32 - 1; the last bears the sign. */
    private void carry() {
        long carried = 0;
        for (int i = 0; i < digits.length - 1; i++) {
            long digit = digits[i] + carried;
            digits[i] = digit & DIGIT;
            carried = digit >> DIGIT_BITS;
        }
        if (digits.length > 0) {
            long last = digits[digits.length - 1] + carried;
            if (last != (int) last) {
                digits = Arrays.copyOf(digits, digits.length + 1);
                digits[digits.length - 1] = last >> DIGIT_BITS;
                last &= DIGIT;
                digits[digits.length - 2] = last;
            } else {
                digits[digits.length - 1] = last;
            }
        }
        waiting = 0;
    }

    /** Whether no number but zero was ever added. */
    boolean isEmpty() {
        return digits.length == 0;
    }

    /** Whether the sum is NaN or infinite whatever the other values are. */
    boolean isSpecial() {
        return notNumbers != 0 || positiveInfinities != 0 || negativeInfinities != 0;
    }

    /** The double that is nearest to the sum; of two that are, the even one. */
    double value() {
        if (isSpecial()) {
            boolean opposed = positiveInfinities != 0 && negativeInfinities != 0;
            return notNumbers != 0 || opposed
                    ? Double.NaN
                    : positiveInfinities != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return toDouble(scaled(), exponent());
    }

    /** The sum of its numbers divided by {@code 2^exponent()}. */
    BigInteger scaled() {
        carry();
        BigInteger sum = BigInteger.ZERO;
        for (int i = digits.length - 1; i >= 0; i--) {
            sum = sum.shiftLeft(DIGIT_BITS).add(BigInteger.valueOf(digits[i]));
        }
        return sum;
    }

    int exponent() {
        return UNIT_EXPONENT + DIGIT_BITS * first;
    }

    /** The double that is nearest to {@code number * 2^exponent}, for exponents of at least -1074. */
    static double toDouble(BigInteger number, int exponent) {
        int surplus = number.bitLength() - SIGNIFICANT_BITS;
        if (surplus <= 0) {
            return Math.scalb((double) number.longValue(), exponent);
        }
        BigInteger magnitude = number.abs();
        long top = magnitude.shiftRight(surplus).longValue();
        boolean inexact = magnitude.getLowestSetBit() < surplus;
        double rounded = Math.scalb((double) (inexact ? top | 1 : top), exponent + surplus);
        return number.signum() < 0 ? -rounded : rounded;
    }

    void clear() {
        Arrays.fill(digits, 0);
        waiting = 0;
        notNumbers = 0;
        positiveInfinities = 0;
        negativeInfinities = 0;
    }

    void write(DataOutput out) throws IOException {
        carry();
        int end = digits.length;
        while (end > 0 && digits[end - 1] == 0) {
            end--;
        }
        out.writeByte(end);
        out.writeByte(first);
        for (int i = 0; i < end; i++) {
            out.writeInt((int) digits[i]);
        }
        boolean negative = end > 0 && digits[end - 1] < 0;
        out.writeByte((negative ? NEGATIVE : 0) | (isSpecial() ? SPECIAL : 0));
        if (isSpecial()) {
            out.writeLong(notNumbers);
            out.writeLong(positiveInfinities);
            out.writeLong(negativeInfinities);
        }
    }

    static ExactSum read(DataInput in) throws IOException {
        ExactSum sum = new ExactSum();
        int length = in.readUnsignedByte();
        sum.first = in.readUnsignedByte();
        sum.digits = new long[length == 0 ? 0 : length + 2];
        for (int i = 0; i < length; i++) {
            sum.digits[i] = in.readInt() & DIGIT;
        }
        int flags = in.readUnsignedByte();
        if ((flags & NEGATIVE) != 0) {
            sum.digits[length - 1] = (int) sum.digits[length - 1];
        }
        if ((flags & SPECIAL) != 0) {
            sum.notNumbers = in.readLong();
            sum.positiveInfinities = in.readLong();
            sum.negativeInfinities = in.readLong();
        }
        return sum;
    }
}
