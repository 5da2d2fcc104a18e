package dev.sluice.materializer.feed;

import java.util.Comparator;
import java.util.List;

/**
 * Files that are read together: those of one commit, or one of a whole table.
 *
 * @param version the version of latest that they belong to
 */
public record FeedSegment(long version, List<FeedFile> files) {
    public FeedSegment {
        files = files.stream().sorted(Comparator.comparing(FeedFile::path)).toList();
    }

    /** Whether a row of it may take the place of another, or leave none. */
    boolean replaces() {
        return files.stream().anyMatch(file -> file.kind() != FeedFile.Kind.INSERTED);
    }
}
