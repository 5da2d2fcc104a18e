package dev.sluice.training;

import dev.sluice.pointintime.HotKeys;
import dev.sluice.pointintime.ReadRows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What building a training set would read and do.
 *
 * @param first the time of the first label, null without one
 * @param last the time of the last label, null without one
 * @param reads what is read of each use of a view
 * @param readRows which of the rows read take part in the join
 * @param hotKeys the keys whose time is cut, so that several tasks share their work
 * @param exchanges how often rows are shuffled: once for each key, and once to bring the labels back into their order; where
 *     keys are hot, what their pieces carry over is shuffled besides
 * @param sorts how often rows are sorted
 */
public record TrainingPlan(
        @Nullable Instant first,
        @Nullable Instant last,
        List<ViewRead> reads,
        ReadRows readRows,
        List<HotKeys.HotKey> hotKeys,
        int exchanges,
        int sorts) {
    public TrainingPlan {
        reads = List.copyOf(reads);
        hotKeys = List.copyOf(hotKeys);
    }

    /**
     * What is read of a view's feature table, or of its source.
     *
     * @param view the view and its version
     * @param use the name it is used under
     * @param tableVersion of the feature table; null where events of a source are read instead
     * @param partitions how many partitions some label can see
     * @param allPartitions how many there are
     * @param files how many files those hold
     * @param bytes their size on disk
     */
    public record ViewRead(
            String view,
            String use,
            @Nullable Long tableVersion,
            int partitions,
            int allPartitions,
            long files,
            long bytes) {}
}
