package dev.sluice.client;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the last reads took, and whether one that takes longer than most may be sent again. Threads may share it. */
final class ReadTimes {
    /** Fewer say nothing about the slowest of a hundred. */
    static final int LEAST = 128;

    private static final int KEPT = 1_024;
    private static final int EACH = 64;
    private static final int PRICE = 10;
    private static final int MOST_CREDIT = 10 * PRICE;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger credit = new AtomicInteger();
    private volatile long slowNanos = Long.MAX_VALUE;

    void add(long took) {
        int number = count.getAndUpdate(n -> n + 1 == 2 * KEPT ? KEPT : n + 1);
        nanos.set(number % KEPT, took);
        credit.getAndUpdate(held -> Math.min(MOST_CREDIT, held + 1));
        if (number + 1 >= LEAST && (number + 1) % EACH == 0) {
            slowNanos = percentile95(Math.min(number + 1, KEPT));
        }
    }

    private long percentile95(int known) {
        long[] sorted = new long[known];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        return sorted[(int) (known * 0.95)];
    }

    /** The time that 95 of 100 reads stayed below; the greatest number as long as too few were seen. */
    long slowNanos() {
        return slowNanos;
    }

    /** Takes the price of a second read: ten reads pay for one, so that a slow store gets a tenth more and not twice as many. */
    boolean pays() {
        return credit.getAndUpdate(held -> held >= PRICE ? held - PRICE : held) >= PRICE;
    }
}
