package dev.sluice.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows answer to a {@link Measure}. */
sealed interface Answer {
    /** Of {@code counted} rows in scope {@code matching} match. */
    record Counts(long matching, long counted) implements Answer {}

    record Value(double number) implements Answer {}

    record Text(String text) implements Answer {}

    record Numbers(List<Double> numbers) implements Answer {
        public Numbers {
            numbers = List.copyOf(numbers);
        }
    }

    /** How often the commonest value inside a set is there and the commonest outside; 0 where there is none. */
    record Commonest(
            long inside, long outside, long ties, @Nullable String value) implements Answer {}

    /** There was no row to measure. */
    record Nothing() implements Answer {}

    /** It could not be measured. */
    record Failed(Throwable cause) implements Answer {}
}
