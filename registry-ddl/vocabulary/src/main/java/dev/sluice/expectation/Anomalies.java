package dev.sluice.expectation;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions of a view are unlike those that were promoted before.
 *
 * @param volume by their number of rows; null when nobody asked
 * @param freshness by how late they are promoted; null when nobody asked
 */
public record Anomalies(
        @Nullable AnomalyCheck volume, @Nullable AnomalyCheck freshness) {
    public static final Anomalies NONE = new Anomalies(null, null);

    /** How many weeks of promoted partitions are looked at; 0 when nobody asked for any. */
    public int weeks() {
        return Math.max(volume == null ? 0 : volume.weeks(), freshness == null ? 0 : freshness.weeks());
    }

    void describe(SortedMap<String, String> fields) {
        if (volume != null) {
            fields.put("anomalies.volume", volume.toString());
        }
        if (freshness != null) {
            fields.put("anomalies.freshness", freshness.toString());
        }
    }
}
