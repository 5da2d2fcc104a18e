package dev.sluice.online.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow, with full jitter, until a deadline (Brooker, "Exponential Backoff and Jitter", AWS, 2015). */
final class Backoff {
    private static final long FIRST_MILLIS = 25;
    private static final long MOST_MILLIS = 2_000;

    private final long deadline;
    private long most = FIRST_MILLIS;

    private Backoff(long deadline) {
        this.deadline = deadline;
    }

    static Backoff within(Duration time) {
        return new Backoff(System.nanoTime() + time.toNanos());
    }

    /** Waits, and says whether there is time left. */
    boolean pause() {
        long millis = ThreadLocalRandom.current().nextLong(most) + 1;
        most = Math.min(MOST_MILLIS, most * 2);
        if (System.nanoTime() + Duration.ofMillis(millis).toNanos() - deadline > 0) {
            return false;
        }
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
