package dev.sluice.catalog.beyond;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.Map;

/** Which promoted partitions would come out differently today. Threads may share it; it may be asked on every page. */
public interface StalePartitions {
    StalePartitions NONE = (project, view, range) -> Map.of();

    /** The stale partitions of a view of the project that begin in the range, and why each is. */
    Map<Partition, String> of(Project project, FeatureView view, TimeRange range);
}
