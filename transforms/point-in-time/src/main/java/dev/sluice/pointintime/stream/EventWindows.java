package dev.sluice.pointintime.stream;

import dev.sluice.aggregation.SlidingWindows;
import dev.sluice.aggregation.WindowPlan;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.FeatureStruct;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;

/** Windows over the events of one view and one key, which move forward with the labels. */
final class EventWindows implements Follower {
    private final EventStruct events;
    private final FeatureStruct features;
    private final SlidingWindows windows;
    private final int width;

    EventWindows(WindowPlan plan, EventStruct events, FeatureStruct features) {
        this.events = events;
        this.features = features;
        this.windows = new SlidingWindows(plan);
        this.width = events.width();
    }

    @Override
    public void offer(InternalRow row, int column) {
        if (!row.isNullAt(column)) {
            InternalRow event = row.getStruct(column, width);
            windows.add(EventStruct.time(event), events.values(event));
        }
    }

    @Override
    public @Nullable InternalRow answer(InternalRow label) {
        if (label.isNullAt(TimelineColumns.MOMENT)) {
            return null;
        }
        long moment = label.getLong(TimelineColumns.MOMENT);
        return new GenericInternalRow(new Object[] {moment, features.row(windows.at(moment))});
    }

    @Override
    public void clear() {
        windows.clear();
    }
}
