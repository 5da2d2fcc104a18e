package dev.sluice.training;

import dev.sluice.pointintime.HotKeys;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ReadRows;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.transform.PhysicalPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of the views for labels of a range, and how its size decides the join. The size is asked for once. */
final class ReadViews {
    private static final long MOST_LABELS_BROADCAST = 200_000;
    private static final long BYTES_FOR_A_LABEL = 200;
    private static final long LEAST_BYTES = 1_000_000;
    private static final long LEAST_LABELS_SAMPLED = 1_000_000;
    private static final long LEAST_BYTES_SAMPLED = 256_000_000;

    private final SpineRange range;
    private final List<ViewRows> views;
    private @Nullable Long bytes;

    ReadViews(SpineRange range, List<ViewRows> views) {
        this.range = range;
        this.views = List.copyOf(views);
    }

    List<ViewRows> views() {
        return views;
    }

    /** Which of the rows read take part in the join: broadcasting the labels' keys pays when the features are many bytes for each label. */
    ReadRows readRows() {
        return range.labels() <= MOST_LABELS_BROADCAST
                        && bytes() >= range.labels() * BYTES_FOR_A_LABEL
                        && bytes() >= LEAST_BYTES
                ? ReadRows.OF_LABELS
                : ReadRows.ALL;
    }

    /** The keys that are too large for one task; of little work none, which is not worth looking. */
    HotKeys hotKeys(PointInTimeJoin join) {
        boolean isLarge = range.labels() >= LEAST_LABELS_SAMPLED || bytes() >= LEAST_BYTES_SAMPLED;
        return isLarge ? join.hotKeys() : HotKeys.NONE;
    }

    private long bytes() {
        Long known = bytes;
        if (known == null) {
            known = views.stream()
                    .mapToLong(view -> PhysicalPlan.of(view.rows()).bytes())
                    .sum();
            bytes = known;
        }
        return known;
    }
}
