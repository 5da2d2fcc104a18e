package dev.sluice.materializer.feed;

import dev.sluice.online.ServedView;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a store may delete a row.
 *
 * @param ttl the age at which it may; null for never
 */
public record Expiry(@Nullable TimeSpan ttl) {
    public static final Expiry NEVER = new Expiry(null);

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int NANOS_PER_MICRO = 1_000;

    /** In a replay nothing expires: the store's clock runs on while the project's stands still. */
    public static Expiry of(ServedView view, boolean replay) {
        return replay ? NEVER : new Expiry(view.ttl());
    }

    /** The first whole second, since the epoch, at which the row is no younger than the ttl; null for never. */
    @Nullable
    Long expiresAt(long eventMicros) {
        if (ttl == null) {
            return null;
        }
        Duration age = ttl.duration();
        long seconds = Math.floorDiv(eventMicros, MICROS_PER_SECOND) + age.toSeconds();
        long micros = Math.floorMod(eventMicros, MICROS_PER_SECOND) + age.toNanosPart() / NANOS_PER_MICRO;
        return seconds + Math.floorDiv(micros + MICROS_PER_SECOND - 1, MICROS_PER_SECOND);
    }
}
