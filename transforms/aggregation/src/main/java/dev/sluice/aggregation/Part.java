package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What has to be known of a bag of values to answer some functions. Two parts of the same kind can be put together. */
interface Part {
    /** @param eventTime in microseconds since the epoch */
    void add(long eventTime, Object value);

    void merge(Part other);

    /** The answer for a bag of {@code count} values, at least one. */
    @org.jspecify.annotations.Nullable
    Object result(AggregateFunction function, long count);

    void write(DataOutput out) throws IOException;

    void read(DataInput in) throws IOException;

    /** A part from which values can be taken away again. */
    interface Shrinking extends Part {
        /** Takes away a value that was added. */
        void remove(Object value);

        /** Forgets all values. */
        void clear();
    }
}
