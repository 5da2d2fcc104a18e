package dev.sluice.registry.lineage;

import dev.sluice.feature.ViewId;
import java.util.List;

/**
 * A training set and the views whose tables it was built from.
 *
 * @param service as {@code delay_model@1}
 */
public record BuiltSet(String id, String service, List<ViewId> views) {
    public BuiltSet {
        views = List.copyOf(views);
    }
}
