package dev.sluice.registry.freshness;

import dev.sluice.feature.FeatureView;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.RunRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a view is.
 *
 * @param cause why it is not OK, and what to do; null when it is
 * @param promoted the run of the newest promoted partition; null when there is none
 * @param materialized the last time that it was brought to the online store; null when it never was
 * @param dataLag the time since the end of the newest promoted partition; null when there is none
 * @param onlineLag the same of the newest partition that is online; null when none is
 * @param problems the runs that failed or were refused, of partitions that have no newer run; the latest partition first
 */
public record ViewFreshness(
        FeatureView view,
        FreshnessState state,
        @Nullable String cause,
        @Nullable RunRecord promoted,
        @Nullable MaterializationRecord materialized,
        @Nullable Duration dataLag,
        @Nullable Duration onlineLag,
        List<RunRecord> problems) {
    public ViewFreshness {
        problems = List.copyOf(problems);
    }
}
