package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The different values, each with how often it was added. */
final class DistinctPart implements Part.Shrinking {
    private final ValueKind kind;
    private final Map<Object, Integer> times = new HashMap<>();

    DistinctPart(ValueKind kind) {
        this.kind = kind;
    }

    @Override
    public void add(long eventTime, Object value) {
        times.merge(value, 1, Integer::sum);
    }

    @Override
    public void remove(Object value) {
        times.computeIfPresent(value, (known, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void merge(Part other) {
        ((DistinctPart) other).times.keySet().forEach(value -> times.merge(value, 1, Integer::sum));
    }

    @Override
    public Object result(AggregateFunction function, long count) {
        return (long) times.size();
    }

    @Override
    public void clear() {
        times.clear();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(times.size());
        for (Object value : times.keySet()) {
            kind.write(value, out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        int values = in.readInt();
        for (int i = 0; i < values; i++) {
            times.put(kind.read(in), 1);
        }
    }
}
