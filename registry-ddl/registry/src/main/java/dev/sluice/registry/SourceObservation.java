package dev.sluice.registry;

import dev.sluice.input.ObservedFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What an observation of a source's files adds to what is known of them.
 *
 * @param newest the newest state that is known; empty when the source was never observed
 * @param gone the known files that are not there any more, or not as they were
 * @param fresh the files that were not known
 */
record SourceObservation(OptionalLong newest, List<SourceFileRecord> gone, List<ObservedFile> fresh) {
    static SourceObservation of(Collection<SourceFileRecord> known, Collection<ObservedFile> files) {
        Map<String, ObservedFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        Map<String, ObservedFile> kept = new HashMap<>();
        known.stream()
                .filter(record ->
                        record.isThere() && isSame(byPath.get(record.file().path()), record))
                .forEach(record -> kept.put(record.file().path(), record.file()));
        return new SourceObservation(
                known.stream().mapToLong(SourceObservation::newest).max(),
                known.stream()
                        .filter(record -> record.isThere()
                                && !kept.containsKey(record.file().path()))
                        .toList(),
                byPath.values().stream()
                        .filter(file -> !kept.containsKey(file.path()))
                        .toList());
    }

    private static boolean isSame(@org.jspecify.annotations.Nullable ObservedFile file, SourceFileRecord record) {
        return file != null && file.sameContent(record.file());
    }

    private static long newest(SourceFileRecord record) {
        Long until = record.until();
        return until == null ? record.since() : until;
    }

    boolean isNews() {
        return newest.isEmpty() || !gone.isEmpty() || !fresh.isEmpty();
    }
}
