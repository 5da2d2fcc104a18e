package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.problem.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gate found of one expectation. */
public final class ExpectationResult {
    private final String expectation;
    private final Expectation declared;
    private final Severity severity;
    private final Finding found;
    private final @Nullable String error;

    ExpectationResult(
            String expectation, Expectation declared, Severity severity, Finding found, @Nullable String error) {
        this.expectation = expectation;
        this.declared = declared;
        this.severity = severity;
        this.found = found;
        this.error = error;
    }

    /** In one line, for people: {@code avg_delay_7d >= -60}. */
    public String expectation() {
        return expectation;
    }

    /** As declared; for the gate's own checks, the same in the vocabulary of Great Expectations. */
    public Expectation declared() {
        return declared;
    }

    /** As declared; critical when it could not be measured. */
    public Severity severity() {
        return severity;
    }

    public boolean success() {
        return found.success();
    }

    /** What was seen, in words or a number. */
    public String observed() {
        return found.observed();
    }

    /** The rows that were looked at, missing values included. */
    public long elementCount() {
        return found.elementCount();
    }

    /** The rows among them that break it; 0 where single rows cannot. */
    public long unexpectedCount() {
        return found.unexpectedCount();
    }

    /** The members of {@code result} in Great Expectations' validation results. */
    public Map<String, @Nullable Object> details() {
        return found.details();
    }

    /** Why it could not be measured; null when it could. */
    public @Nullable String error() {
        return error;
    }

    /** Where it is declared; null for the gate's own checks and for expectations built in Java. */
    public @Nullable Origin origin() {
        return declared.origin();
    }

    /** Whether it forbids the promotion. */
    boolean forbids() {
        return !success() && severity == Severity.CRITICAL;
    }

    /** The failure in a few words: {@code avg_delay_7d >= -60: 12 rows}. */
    String shortly() {
        if (error != null) {
            return expectation + ": " + error;
        }
        return expectation + ": " + (unexpectedCount() == 0 ? observed() : rows(unexpectedCount()));
    }

    static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
