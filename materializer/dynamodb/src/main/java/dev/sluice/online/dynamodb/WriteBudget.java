package dev.sluice.online.dynamodb;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket of write units that fills at a rate and holds what a second brings. Whoever takes more than there is waits
 * for it; those that come later wait longer. Threads share it.
 */
final class WriteBudget {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final LongSupplier nanos;
    private double level;
    private long filledAt;

    /** @param perSecond units a second; 0 for as many as are asked for */
    WriteBudget(long perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.level = perSecond;
        this.filledAt = nanos.getAsLong();
    }

    static WriteBudget of(long perSecond) {
        return new WriteBudget(perSecond, System::nanoTime);
    }

    /** Waits until there are so many units. */
    void await(double units) {
        try {
            TimeUnit.NANOSECONDS.sleep(take(units));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DynamoError.UNAVAILABLE.problem("Cannot finish writing: the process is being stopped.", e);
        }
    }

    /** Takes units and says how many nanoseconds later they are there; fewer than none gives units back. */
    synchronized long take(double units) {
        if (perSecond == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        level = Math.min(perSecond, level + (now - filledAt) * perSecond / NANOS_PER_SECOND) - units;
        filledAt = now;
        return level >= 0 ? 0 : (long) Math.ceil(-level * NANOS_PER_SECOND / perSecond);
    }
}
