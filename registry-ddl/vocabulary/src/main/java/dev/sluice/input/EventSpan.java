package dev.sluice.input;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeRange;
import java.time.Duration;
import java.time.Instant;

/** From the first to the last event of some data, both included. */
public record EventSpan(Instant first, Instant last) {
    /** The span of data that does not tell when its events were. */
    public static final EventSpan UNKNOWN =
            new EventSpan(Instant.parse("-9999-01-01T00:00:00Z"), Instant.parse("+19999-01-01T00:00:00Z"));

    public EventSpan {
        if (last.isBefore(first)) {
            throw VocabularyError.invalid("Invalid span of events: the first is at " + first + ", after the last at "
                    + last + ". Give the earlier one first.");
        }
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** Whether an event may lie in the range. */
    public boolean touches(TimeRange range) {
        return first.isBefore(range.until()) && !last.isBefore(range.from());
    }

    /** Which part of events that are spread evenly lies in the range: 0 to 1; 1 where nothing is known. */
    public double share(TimeRange range) {
        if (!touches(range)) {
            return 0;
        }
        Instant from = first.isAfter(range.from()) ? first : range.from();
        Instant until = last.isBefore(range.until()) ? last : range.until();
        double whole = seconds(Duration.between(first, last));
        return whole == 0 || !isKnown() ? 1 : seconds(Duration.between(from, until)) / whole;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    @Override
    public String toString() {
        return isKnown() ? first + " to " + last : "unknown times";
    }
}
