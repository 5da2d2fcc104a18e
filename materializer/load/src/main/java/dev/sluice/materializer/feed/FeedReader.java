package dev.sluice.materializer.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a feed from a position on, one step at a time. For one thread. */
public final class FeedReader implements AutoCloseable {
    private final Feed feed;
    private final Function<FeedSegment, SegmentReader> opener;
    private FeedPosition position;
    private @Nullable SegmentReader segment;

    FeedReader(Feed feed, FeedPosition position, Function<FeedSegment, SegmentReader> opener) {
        this.feed = feed;
        this.position = position;
        this.opener = opener;
    }

    /** The next step; null after the last. */
    public @Nullable FeedStep next() {
        while (position.segment() < feed.segments().size()) {
            FeedStep step = segment().next();
            if (step != null) {
                position = position.nextRow();
                return step;
            }
            close();
            position = position.nextSegment();
        }
        return null;
    }

    /** Gives all steps that are left. */
    public void forEachRemaining(Consumer<FeedStep> taker) {
        for (FeedStep step = next(); step != null; step = next()) {
            taker.accept(step);
        }
    }

    /** Up to so many of the next steps; fewer only at the end. */
    public List<FeedStep> next(int most) {
        List<FeedStep> steps = new ArrayList<>();
        while (steps.size() < most) {
            FeedStep step = next();
            if (step == null) {
                return steps;
            }
            steps.add(step);
        }
        return steps;
    }

    /** Where another reader of the same feed goes on with the next step. */
    public FeedPosition position() {
        return position;
    }

    private SegmentReader segment() {
        SegmentReader current = segment;
        if (current == null) {
            current = opener.apply(feed.segments().get(position.segment()));
            segment = current;
            skip(current, position.row());
        }
        return current;
    }

    private static void skip(SegmentReader reader, long steps) {
        for (long i = 0; i < steps; i++) {
            reader.next();
        }
    }

    @Override
    public void close() {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }
}
