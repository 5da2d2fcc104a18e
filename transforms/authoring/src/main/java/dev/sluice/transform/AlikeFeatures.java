package dev.sluice.transform;

import dev.sluice.feature.ViewId;
import java.util.List;

/**
 * Features of different views that are computed alike from the same rows.
 *
 * @param exactly whether they are the same; else they differ in how the value is rounded, cast or defaulted in the end
 */
public record AlikeFeatures(boolean exactly, List<Named> features) {
    public AlikeFeatures {
        features = List.copyOf(features);
    }

    /** A feature of a view. */
    public record Named(ViewId view, String feature) {
        @Override
        public String toString() {
            return view + "." + feature;
        }
    }
}
