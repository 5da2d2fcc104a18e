package dev.sluice.pointintime.stream;

import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** What is known of one view and one key while the timeline passes by. */
interface Follower {
    /** Takes what this column of a row holds, if it holds something. */
    void offer(InternalRow row, int column);

    /** What a label is answered, valid until the next row is offered; null for nothing. */
    @Nullable
    InternalRow answer(InternalRow label);

    /** Forgets everything, to follow another key. */
    void clear();
}
