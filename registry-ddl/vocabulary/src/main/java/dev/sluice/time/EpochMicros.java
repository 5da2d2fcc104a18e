package dev.sluice.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970-01-01T00:00:00Z, negative before it: how instants are stored. */
public final class EpochMicros {
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private EpochMicros() {}

    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000);
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
