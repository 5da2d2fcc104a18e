package dev.sluice.gate;

import dev.sluice.expectation.Severity;
import dev.sluice.problem.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the gate found of one expectation.
 *
 * @param expectation in one line, for people: {@code avg_delay_7d >= -60}
 * @param severity as declared; critical when it could not be measured
 * @param observed what was seen, in words or a number
 * @param elementCount the rows that were looked at, missing values included
 * @param unexpectedCount the rows among them that break it; 0 where single rows cannot
 * @param error why it could not be measured; null when it could
 * @param origin where it is declared; null for the gate's own checks and for expectations built in Java
 */
public record ExpectationResult(
        String expectation,
        Severity severity,
        boolean success,
        String observed,
        long elementCount,
        long unexpectedCount,
        @Nullable String error,
        @Nullable Origin origin) {
    /** Whether it forbids the promotion. */
    boolean forbids() {
        return !success && severity == Severity.CRITICAL;
    }

    /** The failure in a few words: {@code avg_delay_7d >= -60: 12 rows}. */
    String shortly() {
        if (error != null) {
            return expectation + ": " + error;
        }
        return expectation + ": " + (unexpectedCount == 0 ? observed : rows(unexpectedCount));
    }

    static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
