package dev.sluice.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The sum of longs in 128 bits: whether it fits a long is asked of the sum, not of what came on the way. */
final class WholeSum {
    private static final int SIGN = 63;

    private long upper;
    private long lower;

    void add(long value) {
        add(value >> SIGN, value);
    }

    /** Takes away a value that was added. */
    void subtract(long value) {
        if (value == Long.MIN_VALUE) {
            add(0, Long.MIN_VALUE); // minus it is 2^63
        } else {
            add(-value);
        }
    }

    void add(WholeSum other) {
        add(other.upper, other.lower);
    }

    private void add(long moreUpper, long moreLower) {
        long sum = lower + moreLower;
        int carry = Long.compareUnsigned(sum, lower) < 0 ? 1 : 0;
        upper += moreUpper + carry;
        lower = sum;
    }

    boolean fitsLong() {
        return upper == lower >> SIGN;
    }

    /** The sum, when it fits. */
    long longValue() {
        return lower;
    }

    BigInteger exact() {
        return new BigInteger(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(upper)
                .putLong(lower)
                .array());
    }

    void clear() {
        upper = 0;
        lower = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(upper);
        out.writeLong(lower);
    }

    static WholeSum read(DataInput in) throws IOException {
        WholeSum sum = new WholeSum();
        sum.upper = in.readLong();
        sum.lower = in.readLong();
        return sum;
    }
}
