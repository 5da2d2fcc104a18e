package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The least value, or the greatest. */
final class ExtremePart implements Part {
    private final ValueKind kind;
    private final int sign;
    private @Nullable Object extreme;

    private ExtremePart(ValueKind kind, int sign) {
        this.kind = kind;
        this.sign = sign;
    }

    static ExtremePart least(ValueKind kind) {
        return new ExtremePart(kind, -1);
    }

    static ExtremePart greatest(ValueKind kind) {
        return new ExtremePart(kind, 1);
    }

    @Override
    public void add(long eventTime, Object value) {
        offer(value);
    }

    private void offer(Object value) {
        Object best = extreme;
        if (best == null || sign * kind.compare(value, best) > 0) {
            extreme = value;
        }
    }

    @Override
    public void merge(Part other) {
        Object theirs = ((ExtremePart) other).extreme;
        if (theirs != null) {
            offer(theirs);
        }
    }

    @Override
    public @Nullable Object result(AggregateFunction function, long count) {
        return extreme;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        kind.write(java.util.Objects.requireNonNull(extreme), out);
    }

    @Override
    public void read(DataInput in) throws IOException {
        extreme = kind.read(in);
    }
}
