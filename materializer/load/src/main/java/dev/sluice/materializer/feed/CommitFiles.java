package dev.sluice.materializer.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of one commit. A commit that notes its changes in files of their own ({@code cdc}) is told by those; any other
 * by the files that it added and removed.
 */
final class CommitFiles {
    private final long version;
    private final List<FeedFile> noted = new ArrayList<>();
    private final List<FeedFile> moved = new ArrayList<>();

    CommitFiles(long version) {
        this.version = version;
    }

    void add(FeedFile file) {
        (file.kind() == FeedFile.Kind.CHANGED ? noted : moved).add(file);
    }

    Optional<FeedSegment> segment() {
        List<FeedFile> files = noted.isEmpty() ? moved : noted;
        return files.isEmpty() ? Optional.empty() : Optional.of(new FeedSegment(version, files));
    }
}
