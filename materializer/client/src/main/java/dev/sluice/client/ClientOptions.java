package dev.sluice.client;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a client works.
 *
 * @param clock what ages are counted by, where the store does not describe a fixed one
 * @param descriptionAge for how long the description of services and schemas is kept before it is read again
 * @param deadline for how long a call may take with all that belongs to it, where the call itself does not say
 * @param readsAtOnce how many reads of the store run at the same time; more wait, and ten times as many are refused
 * @param hedges whether a read that takes longer than 95 of 100 before it is sent a second time
 * @param cache the rows kept in this process; null for none
 * @param metrics what is told of every call and read
 */
public record ClientOptions(
        Clock clock,
        TimeSpan descriptionAge,
        TimeSpan deadline,
        int readsAtOnce,
        boolean hedges,
        @Nullable CacheOptions cache,
        ClientMetrics metrics) {
    public static final ClientOptions DEFAULTS = new ClientOptions(
            Clock.systemUTC(), TimeSpan.parse("5s"), TimeSpan.parse("5s"), 64, false, null, ClientMetrics.NONE);

    public ClientOptions {
        if (descriptionAge.compareTo(TimeSpan.parse("1h")) > 0) {
            throw VocabularyError.invalid(
                    "Invalid description age: " + descriptionAge + ". At most 1h, or new versions are seen too late.");
        }
        if (readsAtOnce < 1) {
            throw VocabularyError.invalid("Invalid reads at once: " + readsAtOnce + ". At least 1.");
        }
        requireDeadline(deadline);
    }

    static void requireDeadline(TimeSpan deadline) {
        if (deadline.equals(TimeSpan.ZERO) || deadline.compareTo(TimeSpan.parse("1h")) > 0) {
            throw VocabularyError.invalid("Invalid deadline: " + deadline + ". More than 0s, and at most 1h.");
        }
    }

    public ClientOptions withClock(Clock other) {
        return new ClientOptions(other, descriptionAge, deadline, readsAtOnce, hedges, cache, metrics);
    }

    public ClientOptions withDescriptionAge(TimeSpan age) {
        return new ClientOptions(clock, age, deadline, readsAtOnce, hedges, cache, metrics);
    }

    public ClientOptions withDeadline(TimeSpan time) {
        return new ClientOptions(clock, descriptionAge, time, readsAtOnce, hedges, cache, metrics);
    }

    public ClientOptions withReadsAtOnce(int reads) {
        return new ClientOptions(clock, descriptionAge, deadline, reads, hedges, cache, metrics);
    }

    /** Slow reads are sent a second time, at most one for ten others; the first answer counts. */
    public ClientOptions withHedging() {
        return new ClientOptions(clock, descriptionAge, deadline, readsAtOnce, true, cache, metrics);
    }

    /** Rows are kept in this process; Caffeine must be on the class path. */
    public ClientOptions withCache(CacheOptions options) {
        return new ClientOptions(clock, descriptionAge, deadline, readsAtOnce, hedges, options, metrics);
    }

    public ClientOptions withMetrics(ClientMetrics other) {
        return new ClientOptions(clock, descriptionAge, deadline, readsAtOnce, hedges, cache, other);
    }
}
