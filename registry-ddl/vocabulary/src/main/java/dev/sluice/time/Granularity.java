package dev.sluice.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long a partition is. */
public enum Granularity {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    private final ChronoUnit unit;

    Granularity(ChronoUnit unit) {
        this.unit = unit;
    }

    Instant floor(Instant instant) {
        return instant.truncatedTo(unit);
    }

    Instant next(Instant start) {
        return start.plus(1, unit);
    }
}
