package dev.sluice.gate;

/** What the rows answer to a {@link Measure}. */
sealed interface Answer {
    /** Of {@code counted} rows in scope {@code matching} match. */
    record Counts(long matching, long counted) implements Answer {}

    record Value(double number) implements Answer {}

    /** There was no row to measure. */
    record Nothing() implements Answer {}

    /** It could not be measured. */
    record Failed(Throwable cause) implements Answer {}
}
