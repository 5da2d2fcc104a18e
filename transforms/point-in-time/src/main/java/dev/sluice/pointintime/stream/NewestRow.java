package dev.sluice.pointintime.stream;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.math.Ordering;

/** The greatest of the rows of one view seen so far, kept in one buffer. A row begins with its event time in microseconds. */
final class NewestRow implements Follower {
    private static final int EVENT_TIME = 0;

    private final int width;
    private final Ordering<Object> ordering;
    private final UnsafeRow kept;
    private boolean any;

    NewestRow(StructType type, Ordering<Object> ordering) {
        this.width = type.length();
        this.ordering = ordering;
        this.kept = UnsafeRow.createFromByteArray(Long.BYTES, width);
    }

    @Override
    public void offer(InternalRow row, int column) {
        if (row.isNullAt(column)) {
            return;
        }
        UnsafeRow offered = (UnsafeRow) row.getStruct(column, width);
        if (!any || isGreater(offered)) {
            kept.copyFrom(offered);
            any = true;
        }
    }

    private boolean isGreater(UnsafeRow offered) {
        int byTime = Long.compare(offered.getLong(EVENT_TIME), kept.getLong(EVENT_TIME));
        return byTime > 0 || byTime == 0 && ordering.compare(offered, kept) > 0;
    }

    @Override
    public void clear() {
        any = false;
    }

    @Override
    public @Nullable InternalRow answer(InternalRow label) {
        return any ? kept : null;
    }
}
