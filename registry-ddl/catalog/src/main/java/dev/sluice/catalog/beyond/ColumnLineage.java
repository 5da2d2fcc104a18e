package dev.sluice.catalog.beyond;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which columns of which sources features were seen to be computed from. Threads may share it. */
public interface ColumnLineage {
    ColumnLineage NONE = view -> Optional.empty();

    /** Where the features of a view come from; empty when no run of it has left a record. */
    Optional<List<FeatureOrigin>> of(ViewId view);

    /** Lineage that somebody has at hand, by view. */
    static ColumnLineage of(Map<ViewId, List<FeatureOrigin>> byView) {
        return view -> Optional.ofNullable(byView.get(view));
    }
}
