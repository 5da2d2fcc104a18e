package dev.sluice.online.dynamodb;

import dev.sluice.online.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow, with full jitter, until a deadline (Brooker, "Exponential Backoff and Jitter", AWS, 2015). */
final class Backoff {
    private static final long FIRST_MILLIS = 25;
    private static final long MOST_MILLIS = 2_000;

    private final Deadline deadline;
    private long most = FIRST_MILLIS;

    private Backoff(Deadline deadline) {
        this.deadline = deadline;
    }

    static Backoff within(Duration time) {
        return until(Deadline.after(time));
    }

    static Backoff until(Deadline deadline) {
        return new Backoff(deadline);
    }

    /** Waits, and says whether there is time left. */
    boolean pause() {
        long millis = ThreadLocalRandom.current().nextLong(most) + 1;
        most = Math.min(MOST_MILLIS, most * 2);
        if (Duration.ofMillis(millis).compareTo(deadline.remaining()) > 0) {
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
