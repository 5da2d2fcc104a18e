package dev.sluice.expectation;

/** What a failed expectation does: only a critical one stops the promotion. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO
}
