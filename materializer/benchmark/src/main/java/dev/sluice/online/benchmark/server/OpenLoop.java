package dev.sluice.online.benchmark.server;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asks at moments that are drawn before (a Poisson process), whatever became of the questions before: an answer's time counts
 * from the planned moment, so that what waits behind a slow one is slow, too (no coordinated omission).
 */
final class OpenLoop {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long WAIT_NANOS = 1_000_000;
    private static final long MOST_WAIT_NANOS = 10_000_000_000L;

    private final LongSupplier clock;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicReference<String> first = new AtomicReference<>();

    /** By the system's clock. */
    OpenLoop() {
        this(System::nanoTime);
    }

    /** By any clock. */
    OpenLoop(LongSupplier nanoClock) {
        this.clock = nanoClock;
    }

    /** Asks for so long and waits for the answers, at most ten seconds: what has not come then counts as wrong. */
    void run(Contender contender, double perSecond, long forNanos, Random random) {
        long begin = clock.getAsLong();
        long planned = begin;
        AtomicLong open = new AtomicLong();
        while (planned - begin < forNanos) {
            planned += (long) (-Math.log(1 - random.nextDouble()) * 1e9 / perSecond);
            await(contender, planned);
            ask(contender, random.nextInt(Vectors.ENTITIES), planned, open);
        }
        long last = clock.getAsLong() + MOST_WAIT_NANOS;
        while (open.get() > 0 && clock.getAsLong() < last) {
            contender.pause(WAIT_NANOS);
        }
        wrong.addAndGet(open.get());
    }

    private void await(Contender contender, long planned) {
        long left = planned - clock.getAsLong();
        while (left > 0) {
            contender.pause(left);
            left = planned - clock.getAsLong();
        }
    }

    private void ask(Contender contender, int entity, long planned, AtomicLong open) {
        open.incrementAndGet();
        contender.ask(entity, problem -> {
            latencies.recordValue(Math.max(0, Math.min(LONGEST_NANOS, clock.getAsLong() - planned)));
            if (problem != null) {
                wrong.incrementAndGet();
                first.compareAndSet(null, problem);
            }
            open.decrementAndGet();
        });
    }

    Histogram latencies() {
        return latencies;
    }

    /** What was wrong first; null when nothing was, or when an answer never came. */
    @Nullable
    String firstProblem() {
        return first.get();
    }

    long wrong() {
        return wrong.get();
    }
}
