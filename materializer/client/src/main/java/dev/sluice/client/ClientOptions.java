package dev.sluice.client;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;
import java.time.Clock;

/**
 * How a client works.
 *
 * @param clock what ages are counted by, where the store does not describe a fixed one
 * @param descriptionAge for how long the description of services and schemas is kept before it is read again
 */
public record ClientOptions(Clock clock, TimeSpan descriptionAge) {
    public static final ClientOptions DEFAULTS = new ClientOptions(Clock.systemUTC(), TimeSpan.parse("5s"));

    public ClientOptions {
        if (descriptionAge.compareTo(TimeSpan.parse("1h")) > 0) {
            throw VocabularyError.invalid(
                    "Invalid description age: " + descriptionAge + ". At most 1h, or new versions are seen too late.");
        }
    }

    public ClientOptions withClock(Clock other) {
        return new ClientOptions(other, descriptionAge);
    }

    public ClientOptions withDescriptionAge(TimeSpan age) {
        return new ClientOptions(clock, age);
    }
}
