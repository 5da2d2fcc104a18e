package dev.sluice.catalog.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature and what its values were.
 *
 * @param origins the columns that it was seen to be computed from; null when that is not recorded
 * @param days what was measured of the newest promoted partitions, the earliest first; empty when nothing was kept
 */
public record FeatureRow(
        String name,
        String type,
        String description,
        @Nullable String defaultValue,
        Map<String, String> tags,
        boolean pii,
        @Nullable List<String> origins,
        List<FeatureDay> days) {
    /** The newest measured partition; null when there is none. */
    public @Nullable FeatureDay newest() {
        return days.isEmpty() ? null : days.get(days.size() - 1);
    }
}
