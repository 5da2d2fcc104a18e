package dev.sluice.online.benchmark.server;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks at moments that are drawn before (a Poisson process), whatever became of the questions before: an answer's time counts
 * from the planned moment, so that what waits behind a slow one is slow, too (no coordinated omission).
 */
final class OpenLoop {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    /** Below this the thread does not sleep but spins: sleeping is not exact. */
    private static final long SPIN_NANOS = 100_000;

    private static final long MOST_WAIT_NANOS = 10_000_000_000L;

    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLong wrong = new AtomicLong();

    /** By the system's clock. */
    OpenLoop() {
        this(System::nanoTime, OpenLoop::sleepNearly);
    }

    /**
     * By any clock.
     *
     * @param sleep waits for so many nanoseconds, or for less
     */
    OpenLoop(LongSupplier nanoClock, LongConsumer sleep) {
        this.clock = nanoClock;
        this.sleep = sleep;
    }

    /** Asks for so long and waits for the answers, at most ten seconds: what has not come then counts as wrong. */
    void run(Contender contender, double perSecond, long forNanos, Random random) {
        long begin = clock.getAsLong();
        long planned = begin;
        AtomicLong open = new AtomicLong();
        while (planned - begin < forNanos) {
            planned += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond);
            await(planned);
            ask(contender, random.nextInt(Vectors.ENTITIES), planned, open);
        }
        long last = clock.getAsLong() + MOST_WAIT_NANOS;
        while (open.get() > 0 && clock.getAsLong() < last) {
            Thread.onSpinWait();
        }
        wrong.addAndGet(open.get());
    }

    private void await(long planned) {
        long left = planned - clock.getAsLong();
        while (left > 0) {
            sleep.accept(left);
            left = planned - clock.getAsLong();
        }
    }

    private static void sleepNearly(long nanos) {
        if (nanos > SPIN_NANOS) {
            LockSupport.parkNanos(nanos - SPIN_NANOS);
        } else {
            Thread.onSpinWait();
        }
    }

    private void ask(Contender contender, int entity, long planned, AtomicLong open) {
        open.incrementAndGet();
        contender.ask(entity, right -> {
            latencies.recordValue(Math.max(0, Math.min(LONGEST_NANOS, clock.getAsLong() - planned)));
            if (!right) {
                wrong.incrementAndGet();
            }
            open.decrementAndGet();
        });
    }

    Histogram latencies() {
        return latencies;
    }

    long wrong() {
        return wrong.get();
    }
}
