package dev.sluice.feature;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One expression over a source's rows, and the functions and windows that make features of it. A window of length w ends at
 * a moment T and holds the events of {@code [T - w, T)}.
 *
 * @param of a Spark SQL expression over the source's columns
 * @param name what its features' names begin with: {@code delay} in {@code delay_avg_7d}
 * @param type of the expression's values
 */
public record Aggregation(String of, String name, ValueType type, List<AggregateFunction> by, List<TimeSpan> over) {
    private static final Set<ValueType.Scalar> COMPARED = Set.of(
            ValueType.Scalar.INT,
            ValueType.Scalar.LONG,
            ValueType.Scalar.FLOAT,
            ValueType.Scalar.DOUBLE,
            ValueType.Scalar.BOOLEAN,
            ValueType.Scalar.STRING,
            ValueType.Scalar.TIMESTAMP,
            ValueType.Scalar.DATE);

    /** Ten years: more tiles than that are no window but a table. */
    private static final TimeSpan LONGEST = TimeSpan.parse("3653d");

    public Aggregation {
        Identifier.checkedColumn("aggregation", name);
        by = List.copyOf(by);
        over = List.copyOf(over);
        if (by.isEmpty() || over.isEmpty()) {
            throw VocabularyError.invalid("Invalid aggregation: " + name
                    + " needs at least one function under 'by' and one window under 'over'.");
        }
        if (!(type instanceof ValueType.Decimal) && !COMPARED.contains(type)) {
            throw VocabularyError.invalid("Invalid aggregation: " + name + " is of type " + type
                    + ". Values are int, long, float, double, boolean, string, timestamp, date or decimal.");
        }
        if (over.contains(TimeSpan.ZERO)) {
            throw VocabularyError.invalid("Invalid aggregation: " + name + " has a window of no length.");
        }
        over.stream()
                .filter(window -> window.compareTo(LONGEST) > 0)
                .findFirst()
                .ifPresent(window -> {
                    throw VocabularyError.invalid("Invalid aggregation: " + name + " has a window of " + window
                            + ". Windows are at most " + LONGEST + " long.");
                });
        by.forEach(function -> function.resultType(type));
    }

    /** The features, function by function and window by window. */
    public Stream<WindowFeature> features() {
        return by.stream().flatMap(function -> over.stream().map(window -> new WindowFeature(this, function, window)));
    }
}
