package dev.sluice.materializer.feed;

import java.io.Serializable;

/**
 * How far a feed has been read.
 *
 * @param segment the segments that were read to their ends
 * @param row the steps that were read of the one after them
 */
public record FeedPosition(int segment, long row) implements Serializable {
    public static final FeedPosition START = new FeedPosition(0, 0);

    FeedPosition nextRow() {
        return new FeedPosition(segment, row + 1);
    }

    FeedPosition nextSegment() {
        return new FeedPosition(segment + 1, 0);
    }
}
