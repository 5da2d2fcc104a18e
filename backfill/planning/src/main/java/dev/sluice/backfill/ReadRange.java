package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;

/** Which events of a source decide the rows of a partition. */
public final class ReadRange {
    private ReadRange() {}

    /** With a lookback {@code [start - lookback, end)}, with windows {@code [end - longest window, end)}. */
    public static TimeRange of(FeatureView view, SourceUse use, Partition partition) {
        return view.aggregates()
                .map(aggregates -> back(partition, aggregates.longest()))
                .orElseGet(() -> partition.range().reachingBack(use.lookback()));
    }

    private static TimeRange back(Partition partition, TimeSpan window) {
        return new TimeRange(partition.end().minus(window.duration()), partition.end());
    }
}
