package dev.sluice.time;

import dev.sluice.problem.VocabularyError;
import java.time.Instant;

/** A half-open range {@code [from, until)} of instants, not empty. */
public record TimeRange(Instant from, Instant until) {
    /** The years 1 to 9999: all that a timestamp may hold. */
    public static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("+10000-01-01T00:00:00Z"));

    public TimeRange {
        if (!from.isBefore(until)) {
            throw VocabularyError.invalid(
                    "Invalid range: [" + from + ", " + until + "). Its end must be after its start.");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** The same range, begun earlier by the lookback. */
    public TimeRange reachingBack(TimeSpan lookback) {
        return new TimeRange(from.minus(lookback.duration()), until);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + until + ")";
    }
}
