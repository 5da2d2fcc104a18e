package dev.sluice.materializer;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.feed.TableLocation;
import dev.sluice.online.ServedView;

/**
 * A view to bring to the online store.
 *
 * @param latest where its latest table is
 */
public record MaterializedView(ServedView view, TableLocation latest) {
    /** A view whose latest table is at a path that needs no options. */
    public static MaterializedView of(FeatureView view, String latestPath) {
        return of(view, TableLocation.of(latestPath));
    }

    public static MaterializedView of(FeatureView view, TableLocation latest) {
        return new MaterializedView(ServedView.of(view), latest);
    }
}
