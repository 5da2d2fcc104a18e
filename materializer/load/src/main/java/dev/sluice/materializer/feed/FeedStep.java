package dev.sluice.materializer.feed;

import dev.sluice.online.OnlineChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row does to its key: mostly one change, two where an older row takes the place of a newer one, none where the row
 * cannot go online.
 *
 * @param unfit what is wrong with the row; null when nothing is
 */
public record FeedStep(List<OnlineChange> changes, @Nullable UnfitRow unfit) {
    static FeedStep of(OnlineChange... changes) {
        return new FeedStep(List.of(changes), null);
    }

    static FeedStep of(UnfitRow unfit) {
        return new FeedStep(List.of(), unfit);
    }
}
