package dev.sluice.catalog.beyond;

import dev.sluice.feature.FeatureView;
import dev.sluice.registry.RunRecord;
import java.util.List;
import java.util.Map;

/** What was measured of the values of runs. Threads may share it; it may be asked on every page. */
public interface FeatureStatistics {
    FeatureStatistics NONE = (view, run) -> List.of();

    /** What is known of each feature's values in one run; empty when nothing was kept. */
    List<MeasuredFeature> of(FeatureView view, RunRecord run);

    /** Statistics that somebody has at hand, by run. */
    static FeatureStatistics of(Map<String, List<MeasuredFeature>> byRun) {
        return (view, run) -> byRun.getOrDefault(run.runId(), List.of());
    }
}
