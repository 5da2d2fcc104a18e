package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the values of one input. */
final class InputSummary {
    private final WindowPlan.Input input;

    /** One for each of the input's kinds of parts; none while there is no value. */
    private List<Part> parts = List.of();

    private long count;

    InputSummary(WindowPlan.Input input) {
        this.input = input;
    }

    private List<Part> parts() {
        if (parts.isEmpty()) {
            parts = new ArrayList<>(input.parts().size());
            for (PartKind kind : input.parts()) {
                parts.add(kind.make(input));
            }
        }
        return parts;
    }

    void add(long eventTime, Object value) {
        Object normal = input.kind().normal(value);
        count++;
        for (Part part : parts()) {
            part.add(eventTime, normal);
        }
    }

    void merge(InputSummary other) {
        if (other.count > 0) {
            count += other.count;
            for (int i = 0; i < parts().size(); i++) {
                parts.get(i).merge(other.parts.get(i));
            }
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
        return parts.get(input.parts().indexOf(kind)).result(function, count);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        if (count > 0) {
            for (Part part : parts) {
                part.write(out);
            }
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readLong();
        if (count > 0) {
            for (Part part : parts()) {
                part.read(in);
            }
        }
    }
}
