package dev.sluice.materializer;

import dev.sluice.feature.FeatureView;
import dev.sluice.online.ServedView;

/**
 * A view to bring to the online store.
 *
 * @param latestPath the absolute path or URI of its latest table
 */
public record MaterializedView(ServedView view, String latestPath) {
    public static MaterializedView of(FeatureView view, String latestPath) {
        return new MaterializedView(ServedView.of(view), latestPath);
    }
}
