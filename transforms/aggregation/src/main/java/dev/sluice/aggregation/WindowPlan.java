package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Transform;
import dev.sluice.feature.WindowFeature;
import dev.sluice.time.TimeSpan;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a view aggregates: inputs, windows, and the features that are made of them.
 *
 * @param inputs one for each aggregation, in order
 * @param windows the lengths of all windows in microseconds, the shortest first
 * @param outputs one for each feature, in order
 */
public record WindowPlan(List<Input> inputs, List<Long> windows, List<Output> outputs) implements Serializable {
    public WindowPlan {
        inputs = List.copyOf(inputs);
        windows = List.copyOf(windows);
        outputs = List.copyOf(outputs);
    }

    public static WindowPlan of(Transform.Aggregates aggregates) {
        List<Aggregation> aggregations = aggregates.aggregations();
        List<Long> windows = aggregates.features().stream()
                .map(WindowFeature::window)
                .map(TimeSpan::micros)
                .distinct()
                .sorted()
                .toList();
        List<Output> outputs = aggregates.features().stream()
                .map(feature -> new Output(
                        aggregations.indexOf(feature.aggregation()),
                        windows.indexOf(feature.window().micros()),
                        feature.function()))
                .toList();
        return new WindowPlan(aggregations.stream().map(Input::of).toList(), windows, outputs);
    }

    public long longestWindow() {
        return windows.get(windows.size() - 1);
    }

    /** What decides a summary of these inputs: of two plans in which this is equal, one reads what the other wrote. */
    public String summaries() {
        return inputs.stream()
                .map(input -> input.kind() + " " + input.parts() + " " + input.newest())
                .collect(Collectors.joining("; "));
    }

    /** The kinds of the inputs' values, in order. */
    public List<ValueKind> kinds() {
        return inputs.stream().map(Input::kind).toList();
    }

    /**
     * The values of one expression.
     *
     * @param parts what has to be known of them
     * @param newest how many of the newest are asked for
     */
    record Input(ValueKind kind, List<PartKind> parts, int newest) implements Serializable {
        Input {
            parts = List.copyOf(parts);
        }

        static Input of(Aggregation aggregation) {
            List<PartKind> parts = aggregation.by().stream()
                    .flatMap(function -> PartKind.of(function).stream())
                    .distinct()
                    .sorted()
                    .toList();
            int newest = aggregation.by().stream().mapToInt(Input::newest).max().orElse(0);
            return new Input(ValueKind.of(aggregation.type()), parts, newest);
        }

        private static int newest(AggregateFunction function) {
            return switch (function.kind()) {
                case LAST -> 1;
                case LAST_K -> function.parameter();
                default -> 0;
            };
        }
    }

    /** A function of an input over a window, both by their numbers. */
    public record Output(int input, int window, AggregateFunction function) implements Serializable {}
}
