package dev.sluice.aggregation;

import dev.sluice.feature.AggregateFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a bag of events: enough to answer every function of a plan. Events and summaries can be added in any
 * order and any grouping; the answers are the same, bit for bit. How it is written is specified in the room's README.
 */
public final class Summary {
    private static final int FORMAT = 1;

    private final List<InputSummary> inputs;

    private Summary(List<InputSummary> inputs) {
        this.inputs = inputs;
    }

    /** Of no events. */
    public static Summary of(WindowPlan plan) {
        return new Summary(plan.inputs().stream().map(InputSummary::new).toList());
    }

    /**
     * Adds an event.
     *
     * @param eventTime in microseconds since the epoch
     * @param values one for each input, in the Java class of its {@link ValueKind}; null where there is none
     */
    public void add(long eventTime, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                inputs.get(i).add(eventTime, value);
            }
        }
    }

    /** Adds what another one knows, of other events and the same plan. */
    public void merge(Summary other) {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).merge(other.inputs.get(i));
        }
    }

    @Nullable
    Object result(int input, AggregateFunction function) {
        return inputs.get(input).result(function);
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            for (InputSummary input : inputs) {
                input.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} of the same plan wrote. */
    public static Summary read(WindowPlan plan, byte[] bytes) {
        Summary summary = of(plan);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw AggregationError.INVALID_SUMMARY.problem(
                        "Cannot read a summary of format " + format + ": this version reads format " + FORMAT + ".");
            }
            for (InputSummary input : summary.inputs) {
                input.read(in);
            }
            if (in.available() > 0) {
                throw AggregationError.INVALID_SUMMARY.problem("Cannot read a summary of other aggregations.");
            }
        } catch (IOException e) {
            throw AggregationError.INVALID_SUMMARY.problem("Cannot read a summary: it is cut off or damaged.");
        }
        return summary;
    }
}
