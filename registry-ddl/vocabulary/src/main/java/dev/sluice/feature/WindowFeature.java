package dev.sluice.feature;

import dev.sluice.time.TimeSpan;

/** A feature that is a function of the values in one window. */
public record WindowFeature(Aggregation aggregation, AggregateFunction function, TimeSpan window) {
    /** {@code delay_avg_7d}. */
    public String name() {
        return aggregation.name() + "_" + function + "_" + window;
    }

    /** The feature as a view declares it: an empty window counts 0. */
    public Feature feature() {
        return new Feature(
                name(),
                function.resultType(aggregation.type()),
                function + " of " + aggregation.of() + " over " + window,
                function.countsNothing() ? "0" : null);
    }
}
