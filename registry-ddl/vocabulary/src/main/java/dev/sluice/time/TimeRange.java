package dev.sluice.time;

import dev.sluice.problem.VocabularyError;
import java.time.Instant;

/** A half-open range {@code [from, until)} of instants, not empty. */
public record TimeRange(Instant from, Instant until) {
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
