package dev.sluice.client;

import dev.sluice.time.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How a vector is read.
 *
 * @param maxAge the greatest age that counts, inclusive, where it is less than a view's ttl; null for the ttl alone
 * @param showsOutdated whether values OUTSIDE_MAX_AGE are given out too
 */
public record GetOptions(@Nullable TimeSpan maxAge, boolean showsOutdated) {
    public static final GetOptions DEFAULTS = new GetOptions(null, false);

    public GetOptions withMaxAge(TimeSpan age) {
        return new GetOptions(age, showsOutdated);
    }

    /** Values that are too old are given out, with their status. */
    public GetOptions withOutdated() {
        return new GetOptions(maxAge, true);
    }
}
