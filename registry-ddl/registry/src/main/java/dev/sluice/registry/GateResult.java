package dev.sluice.registry;

import dev.sluice.expectation.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What the gate found of one expectation in one run.
 *
 * @param ordinal its place among the run's expectations, from 0
 * @param expectation in one line, for people
 * @param observed what was seen, in words or a number
 * @param elementCount the rows that were looked at
 * @param unexpectedCount the rows among them that break it
 * @param error why it could not be checked; null when it could
 */
public record GateResult(
        String runId,
        int ordinal,
        String expectation,
        Severity severity,
        boolean success,
        String observed,
        long elementCount,
        long unexpectedCount,
        @Nullable String error) {}
