package dev.sluice.backfill;

import dev.sluice.feature.ViewId;
import java.util.List;

/**
 * What a backfill changed in rows that were there before it.
 *
 * @param added rows that were not there, in the partitions that were
 * @param removed rows that are there no more
 * @param changed rows of which a feature has another value
 */
public record ViewChange(ViewId view, long added, long removed, long changed, List<FeatureShift> shifts) {
    public ViewChange {
        shifts = List.copyOf(shifts);
    }
}
