package dev.sluice.transform.window;

import dev.sluice.aggregation.Summary;
import dev.sluice.aggregation.WindowPlan;
import dev.sluice.aggregation.WindowTotals;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/**
 * From stretches of time, each as old as its first moment is before the windows' end, to the windows' features.
 *
 * @param events how the second field of a stretch, an event, is read; without it that is the bytes of a summary
 */
record WindowAccumulation(
        WindowPlan plan,
        FeatureStruct features,
        @org.jspecify.annotations.Nullable EventStruct events) implements Accumulation<WindowTotals> {
    @Override
    public WindowTotals empty() {
        return new WindowTotals(plan, 0);
    }

    @Override
    public void add(WindowTotals buffer, InternalRow stretch) {
        if (stretch.isNullAt(1)) {
            return;
        }
        long start = -stretch.getLong(0);
        if (events == null) {
            buffer.add(start, Summary.read(plan, stretch.getBinary(1)));
        } else {
            InternalRow event = stretch.getStruct(1, events.width());
            buffer.add(start, EventStruct.time(event), events.values(event));
        }
    }

    @Override
    public void merge(WindowTotals buffer, WindowTotals other) {
        buffer.merge(other);
    }

    @Override
    public byte[] write(WindowTotals buffer) {
        return buffer.toBytes();
    }

    @Override
    public WindowTotals read(byte[] bytes) {
        return WindowTotals.read(plan, 0, bytes);
    }

    @Override
    public Object result(WindowTotals buffer) {
        return features.row(buffer.results());
    }

    @Override
    public DataType resultType() {
        return features.type();
    }

    @Override
    public String toString() {
        return "windows";
    }
}
