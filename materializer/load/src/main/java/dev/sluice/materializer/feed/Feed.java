package dev.sluice.materializer.feed;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

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

    /** Whether its segments can be read in any order, and are enough for so many readers. */
    private boolean isDealtByFiles(int readers) {
        return fromVersion < 0 && segments.size() >= readers;
    }

    /** What a reader of this share opens: some segments, or all of them, in which it keeps to its keys. */
    Feed dealt(FeedShare share) {
        if (!isDealtByFiles(share.of())) {
            return this;
        }
        return of(
                fromVersion,
                toVersion,
                IntStream.range(0, segments.size())
                        .filter(share::hasSegment)
                        .mapToObj(segments::get)
                        .toList());
    }

    /** The keys that a reader of this share keeps to. */
    FeedShare keysOf(FeedShare share) {
        return isDealtByFiles(share.of()) ? FeedShare.ALL : share;
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
