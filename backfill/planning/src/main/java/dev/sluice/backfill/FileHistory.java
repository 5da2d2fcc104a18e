package dev.sluice.backfill;

import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.registry.SourceFileRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has changed in a source of files: what the registry has recorded of them, and what was seen just now. */
public final class FileHistory {
    private final Collection<SourceFileRecord> recorded;
    private final Set<ObservedFile> there;
    private final Set<String> pathsThere;
    private final Set<String> pathsGone;

    private FileHistory(Collection<SourceFileRecord> recorded, Collection<ObservedFile> there) {
        this.recorded = recorded;
        this.there = new HashSet<>(there);
        this.pathsThere = there.stream().map(ObservedFile::path).collect(Collectors.toSet());
        this.pathsGone = recorded.stream()
                .filter(file -> !isThere(file))
                .map(file -> file.file().path())
                .collect(Collectors.toSet());
    }

    /** The changes that some reader of an earlier state has not seen; what came and went between two readers is none. */
    public static List<SourceChange> changes(Collection<SourceFileRecord> recorded, Collection<ObservedFile> there) {
        return new FileHistory(recorded, there).changes();
    }

    private List<SourceChange> changes() {
        List<SourceChange> changes = new ArrayList<>();
        Set<ObservedFile> known = new HashSet<>();
        for (SourceFileRecord file : recorded) {
            if (isThere(file)) {
                known.add(file.file());
                add(changes, Long.MIN_VALUE, file.since(), file.file());
            } else {
                Long until = file.until();
                add(changes, file.since(), until == null ? Long.MAX_VALUE : until, file.file());
            }
        }
        there.stream()
                .filter(file -> !known.contains(file))
                .forEach(file -> add(changes, Long.MIN_VALUE, Long.MAX_VALUE, file));
        return changes;
    }

    private boolean isThere(SourceFileRecord file) {
        return file.isThere() && there.contains(file.file());
    }

    private void add(List<SourceChange> changes, long from, long until, ObservedFile file) {
        EventSpan events = file.events();
        if (events != null) {
            changes.add(new SourceChange(from, until, file.path() + " " + what(file.path()), events));
        }
    }

    private String what(String path) {
        if (!pathsThere.contains(path)) {
            return "is gone";
        }
        return pathsGone.contains(path) ? "has changed" : "is new";
    }
}
