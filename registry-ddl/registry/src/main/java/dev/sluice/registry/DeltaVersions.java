package dev.sluice.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table versions of a run.
 *
 * @param promoted the version of the feature table that its promotion made; null before it
 * @param latest the version of latest that shows its rows first; null before it
 * @param inputs what was read: source to table version, or fingerprint of files, sorted by source
 */
public record DeltaVersions(
        @Nullable Long promoted, @Nullable Long latest, Map<String, String> inputs) {
    public static final DeltaVersions NONE = new DeltaVersions(null, null, Map.of());

    public DeltaVersions {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }

    DeltaVersions withPromoted(long version) {
        return new DeltaVersions(version, latest, inputs);
    }

    DeltaVersions withLatest(long version) {
        return new DeltaVersions(promoted, version, inputs);
    }

    DeltaVersions withInputs(Map<String, String> read) {
        return new DeltaVersions(promoted, latest, read);
    }
}
