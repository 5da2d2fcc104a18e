package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.time.TimeRange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The partitions to compute, by view and then in time, and what is left out.
 *
 * @param range what was asked for
 * @param upToDate how many partitions of the range need nothing
 * @param unfinished how many partitions of the range are not over yet by the project's clock
 */
public record BackfillPlan(
        TimeRange range, List<FeatureView> views, List<PlannedPartition> partitions, int upToDate, int unfinished) {
    public BackfillPlan {
        views = List.copyOf(views);
        partitions = List.copyOf(partitions);
    }

    public boolean isEmpty() {
        return partitions.isEmpty();
    }

    public List<PlannedPartition> of(FeatureView view) {
        return partitions.stream()
                .filter(planned -> planned.view().equals(view))
                .toList();
    }

    /** How many partitions of a view are planned for each reason. */
    public Map<Reason, Integer> reasons(FeatureView view) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        of(view).forEach(planned -> reasons.merge(planned.reason(), 1, Integer::sum));
        return reasons;
    }
}
