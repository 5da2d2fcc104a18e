package dev.sluice.online;

import java.time.Duration;

/** A moment of the monotonic clock: what is answered after it is of no use. */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isPassed() {
        return remainingNanos() <= 0;
    }

    /** The time that is left; zero when there is none. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** Negative when it has passed. */
    public long remainingNanos() {
        return nanos - System.nanoTime();
    }

    /** The one that comes first. */
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
