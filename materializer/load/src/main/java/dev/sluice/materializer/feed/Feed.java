package dev.sluice.materializer.feed;

import java.util.List;
import java.util.OptionalLong;

/**
 * What brings a store from one version of latest to another, as files to read in order. The same versions of the same
 * table always give the same feed.
 *
 * @param fromVersion the version that the store holds; -1 for a feed of all rows of {@code toVersion}
 * @param toVersion the version that the store holds afterwards
 * @param rows how many rows it reads, where the table's log tells
 */
public record Feed(long fromVersion, long toVersion, List<FeedSegment> segments, OptionalLong rows) {
    public Feed {
        segments = List.copyOf(segments);
    }

    static Feed of(long fromVersion, long toVersion, List<FeedSegment> segments) {
        return new Feed(fromVersion, toVersion, segments, rows(segments));
    }

    private static OptionalLong rows(List<FeedSegment> segments) {
        long sum = 0;
        for (FeedSegment segment : segments) {
            for (FeedFile file : segment.files()) {
                if (file.rows().isEmpty()) {
                    return OptionalLong.empty();
                }
                sum += file.rows().getAsLong();
            }
        }
        return OptionalLong.of(sum);
    }
}
