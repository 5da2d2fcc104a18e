package dev.sluice.materializer;

import dev.sluice.feature.FeatureView;

/**
 * A view to bring to the online store.
 *
 * @param latestPath the absolute path or URI of its latest table
 */
public record MaterializedView(FeatureView view, String latestPath) {}
