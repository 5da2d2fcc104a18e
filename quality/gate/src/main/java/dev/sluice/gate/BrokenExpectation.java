package dev.sluice.gate;

import dev.sluice.expectation.Severity;

/**
 * Why rows are in quarantine.
 *
 * @param ordinal its place among the results of the run's verdict, from 0
 * @param type in the vocabulary of Great Expectations
 * @param columns the columns that it names, separated by commas; empty when it names none
 * @param text the expectation in one line, for people
 * @param reason what the gate saw, or why it could see nothing
 */
public record BrokenExpectation(
        int ordinal, String type, String columns, String text, Severity severity, String reason) {
    BrokenExpectation withReason(String other) {
        return new BrokenExpectation(ordinal, type, columns, text, severity, other);
    }
}
