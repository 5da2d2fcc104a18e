package dev.sluice.materializer;

import dev.sluice.materializer.feed.Expiry;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedShare;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.online.ServedView;

/** An attempt and what it brings. */
record Delivery(ServedView view, Attempt attempt, LatestTable table, Feed feed, Expiry expiry) {
    FeedReader read(FeedShare share, FeedPosition position) {
        return table.read(feed, share, position, expiry);
    }

    /** How many partitions are worth their while: each has a chunk to write. */
    int partitions(MaterializerOptions options) {
        long chunks = feed.rows().orElse(Long.MAX_VALUE) / options.chunkSize();
        return chunks < options.partitions() ? (int) chunks + 1 : options.partitions();
    }
}
