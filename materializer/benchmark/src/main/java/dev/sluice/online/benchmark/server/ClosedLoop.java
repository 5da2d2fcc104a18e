package dev.sluice.online.benchmark.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps so many questions open at a time: the most that a contender can answer. */
final class ClosedLoop {
    private static final long WAIT_NANOS = 1_000_000;
    private static final long MOST_WAIT_NANOS = 30_000_000_000L;

    private final Contender contender;
    private final long endNanos;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<String> first = new AtomicReference<>();
    private final CountDownLatch open;

    private ClosedLoop(Contender contender, int atATime, long forNanos) {
        this.contender = contender;
        this.endNanos = System.nanoTime() + forNanos;
        this.open = new CountDownLatch(atATime);
    }

    /** Answers a second. */
    static double run(Contender contender, int atATime, long forNanos) {
        ClosedLoop loop = new ClosedLoop(contender, atATime, forNanos);
        long begin = System.nanoTime();
        for (int i = 0; i < atATime; i++) {
            loop.next(i);
        }
        while (loop.open.getCount() > 0 && System.nanoTime() - begin < forNanos + MOST_WAIT_NANOS) {
            contender.pause(WAIT_NANOS);
        }
        if (loop.open.getCount() > 0) {
            throw new IllegalStateException(loop.open.getCount() + " answers of " + contender.name() + " never came.");
        }
        String wrong = loop.first.get();
        if (wrong != null) {
            throw new IllegalStateException("A wrong answer of " + contender.name() + ": " + wrong);
        }
        return loop.answered.get() * 1e9 / (System.nanoTime() - begin);
    }

    private void next(int entity) {
        contender.ask(entity % Vectors.ENTITIES, problem -> {
            if (problem != null) {
                first.compareAndSet(null, problem);
            }
            answered.incrementAndGet();
            if (System.nanoTime() - endNanos < 0) {
                next(entity + 1);
            } else {
                open.countDown();
            }
        });
    }
}
