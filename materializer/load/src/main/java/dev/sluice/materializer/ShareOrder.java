package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedShare;
import dev.sluice.materializer.feed.TableLocation;
import java.io.Serializable;
import java.util.List;

/**
 * What another process is to write of a share of a feed, in words that it understands: it reads the view in the store's
 * description, and the feed in the log of latest.
 *
 * @param fromVersion the version of latest that the store holds; -1 for all rows of {@code toVersion}
 * @param start where in the share it begins
 * @param chunkSize the rows that are written together
 * @param chunks after how many it ends, though the share may have more
 * @param letters the view's dead letters, some of which its rows may settle
 */
public record ShareOrder(
        ViewId view,
        TableLocation latest,
        long fromVersion,
        long toVersion,
        FeedShare share,
        FeedPosition start,
        int chunkSize,
        int chunks,
        List<DeadLetter> letters)
        implements Serializable {
    public ShareOrder {
        letters = List.copyOf(letters);
    }
}
