package dev.sluice.client;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;

/**
 * The rows that a client keeps in this process, and the keys that it knows to have none.
 *
 * @param rows how many at most
 * @param staleness for how long after the beginning of its read a row may be answered
 */
public record CacheOptions(int rows, TimeSpan staleness) {
    public CacheOptions {
        if (rows < 1) {
            throw VocabularyError.invalid("Invalid cache: " + rows + " rows. At least 1.");
        }
        if (staleness.equals(TimeSpan.ZERO)) {
            throw VocabularyError.invalid("Invalid cache: a staleness of 0s. Leave the cache out instead.");
        }
    }
}
