package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.io.Serializable;
import java.util.List;

/**
 * What became of an order.
 *
 * @param position where the next order of the share begins
 * @param isEnd whether nothing of the share is left
 * @param rows that were read of it
 * @param usage what was taken of the store
 * @param letters those of the order that are still open, and new ones
 */
public record ShareOutcome(
        FeedPosition position,
        boolean isEnd,
        long rows,
        long chunks,
        WriteSummary written,
        WriteUsage usage,
        List<DeadLetter> letters)
        implements Serializable {
    public ShareOutcome {
        letters = List.copyOf(letters);
    }
}
