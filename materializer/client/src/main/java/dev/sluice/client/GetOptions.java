package dev.sluice.client;

import dev.sluice.time.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How a vector is read.
 *
 * @param maxAge the greatest age that counts, inclusive, where it is less than a view's ttl; null for the ttl alone
 * @param showsOutdated whether values OUTSIDE_MAX_AGE are given out too
 * @param deadline for how long the call may take; null for the client's
 * @param defaultsOnFailure whether a store that fails is answered with the declared defaults instead of an error
 */
public record GetOptions(
        @Nullable TimeSpan maxAge,
        boolean showsOutdated,
        @Nullable TimeSpan deadline,
        boolean defaultsOnFailure) {
    public static final GetOptions DEFAULTS = new GetOptions(null, false, null, false);

    public GetOptions {
        if (deadline != null) {
            ClientOptions.requireDeadline(deadline);
        }
    }

    public GetOptions withMaxAge(TimeSpan age) {
        return new GetOptions(age, showsOutdated, deadline, defaultsOnFailure);
    }

    /** Values that are too old are given out, with their status. */
    public GetOptions withOutdated() {
        return new GetOptions(maxAge, true, deadline, defaultsOnFailure);
    }

    public GetOptions withDeadline(TimeSpan time) {
        return new GetOptions(maxAge, showsOutdated, time, defaultsOnFailure);
    }

    /** A store that fails is answered with UNAVAILABLE features, their declared defaults as values. */
    public GetOptions withDefaultsOnFailure() {
        return new GetOptions(maxAge, showsOutdated, deadline, true);
    }
}
