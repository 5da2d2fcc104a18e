package dev.sluice.aggregation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The windows of one key that end at one moment, put together from summaries of stretches of time. */
public final class WindowTotals {
    private final WindowPlan plan;
    private final long end;

    /** What lies in the window of this number and in no shorter one. */
    private final List<Summary> rings = new ArrayList<>();

    /** @param end of all windows, in microseconds since the epoch */
    public WindowTotals(WindowPlan plan, long end) {
        this.plan = plan;
        this.end = end;
        plan.windows().forEach(window -> rings.add(Summary.of(plan)));
    }

    /** Adds what happened from {@code start} on, before the end; the stretch lies wholly inside or outside of each window. */
    public void add(long start, Summary stretch) {
        Summary ring = ring(start);
        if (ring != null) {
            ring.merge(stretch);
        }
    }

    /** Adds an event, as {@link Summary#add} takes it, that happened at {@code start}. */
    public void add(long start, long eventTime, @Nullable Object[] values) {
        Summary ring = ring(start);
        if (ring != null) {
            ring.add(eventTime, values);
        }
    }

    private @Nullable Summary ring(long start) {
        for (int i = 0; i < rings.size(); i++) {
            if (start >= end - plan.windows().get(i)) {
                return rings.get(i);
            }
        }
        return null;
    }

    public void merge(WindowTotals other) {
        for (int i = 0; i < rings.size(); i++) {
            rings.get(i).merge(other.rings.get(i));
        }
    }

    /** The plan's features in order. */
    public @Nullable Object[] results() {
        List<Summary> windows = new ArrayList<>();
        Summary whole = Summary.of(plan);
        for (Summary ring : rings) {
            Summary longer = Summary.of(plan);
            longer.merge(whole);
            longer.merge(ring);
            windows.add(longer);
            whole = longer;
        }
        return plan.outputs().stream()
                .map(output -> windows.get(output.window()).result(output.input(), output.function()))
                .toArray();
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Summary ring : rings) {
                byte[] summary = ring.toBytes();
                out.writeInt(summary.length);
                out.write(summary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} of the same plan and end wrote. */
    public static WindowTotals read(WindowPlan plan, long end, byte[] bytes) {
        WindowTotals totals = new WindowTotals(plan, end);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int i = 0; i < totals.rings.size(); i++) {
                byte[] summary = new byte[in.readInt()];
                in.readFully(summary);
                totals.rings.set(i, Summary.read(plan, summary));
            }
        } catch (IOException e) {
            throw AggregationError.INVALID_SUMMARY.problem("Cannot read the totals of windows: they are damaged.");
        }
        return totals;
    }
}
