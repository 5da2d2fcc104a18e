package dev.sluice.airflow;

import dev.sluice.problem.VocabularyError;
import java.time.Duration;

/**
 * How long a client waits, and how often it asks again.
 *
 * @param connect for a connection
 * @param answer for one answer, to its last byte
 * @param call for a call with all of its attempts and pauses
 * @param attempts at most
 * @param pause before the second attempt, on average; each further one is twice as long
 */
public record Patience(Duration connect, Duration answer, Duration call, int attempts, Duration pause) {
    public static final Patience DEFAULTS = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), 5, Duration.ofMillis(250));

    private static final int MOST_DOUBLINGS = 6;

    public Patience {
        if (attempts < 1 || connect.isNegative() || answer.isNegative() || call.isNegative() || pause.isNegative()) {
            throw VocabularyError.invalid("Invalid patience: at least one attempt, and no time below zero.");
        }
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt from 1
     * @param chance from 0 to 1, so that many clients do not come back at once
     */
    Duration pauseAfter(int attempt, double chance) {
        long whole = pause.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        return Duration.ofMillis(Math.round(whole * (0.5 + chance)));
    }
}
