package dev.sluice.registry;

import dev.sluice.input.ObservedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of sources of a registry in memory. */
final class InMemorySourceFiles {
    private final Map<String, List<SourceFileRecord>> sources = new HashMap<>();
    private long state;

    synchronized long observe(String source, Collection<ObservedFile> files) {
        List<SourceFileRecord> known = sources.computeIfAbsent(source, key -> new ArrayList<>());
        SourceObservation news = SourceObservation.of(known, files);
        if (!news.isNews()) {
            return news.newest().orElseThrow();
        }
        long next = ++state;
        known.removeAll(news.gone());
        news.gone().forEach(gone -> known.add(gone.goneSince(next)));
        news.fresh().forEach(file -> known.add(new SourceFileRecord(file, next, null)));
        return next;
    }

    synchronized List<SourceFileRecord> of(String source) {
        return sources.getOrDefault(source, List.of()).stream()
                .sorted(Comparator.comparing(
                                (SourceFileRecord record) -> record.file().path())
                        .thenComparing(SourceFileRecord::since))
                .toList();
    }
}
