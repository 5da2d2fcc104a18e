package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the values of one input. */
final class InputSummary {
    private final WindowPlan.Input input;
    private final Map<PartKind, Part> parts = new EnumMap<>(PartKind.class);
    private long count;

    InputSummary(WindowPlan.Input input) {
        this.input = input;
        input.parts().forEach(kind -> parts.put(kind, kind.make(input)));
    }

    void add(long eventTime, Object value) {
        Object normal = input.kind().normal(value);
        count++;
        parts.values().forEach(part -> part.add(eventTime, normal));
    }

    void merge(InputSummary other) {
        if (other.count > 0) {
            count += other.count;
            parts.forEach((kind, part) -> part.merge(java.util.Objects.requireNonNull(other.parts.get(kind))));
        }
    }

    /** The answer of one of the input's functions. */
    @Nullable
    Object result(AggregateFunction function) {
        if (function.kind() == AggregateFunction.Kind.COUNT) {
            return count;
        }
        if (count == 0) {
            return function.countsNothing() ? 0L : null;
        }
        PartKind kind = PartKind.of(function).orElseThrow();
        return java.util.Objects.requireNonNull(parts.get(kind)).result(function, count);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        if (count > 0) {
            for (Part part : parts.values()) {
                part.write(out);
            }
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readLong();
        if (count > 0) {
            for (Part part : parts.values()) {
                part.read(in);
            }
        }
    }
}
