package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedShare;
import dev.sluice.materializer.feed.FeedStep;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a share of a feed, from where the last chunk ended. */
final class FeedItemReader implements ItemStreamReader<FeedStep> {
    private static final String SEGMENT = "feed.segment";
    private static final String ROW = "feed.row";

    private final Delivery delivery;
    private final FeedShare share;
    private @Nullable FeedReader reader;

    FeedItemReader(Delivery delivery, FeedShare share) {
        this.delivery = delivery;
        this.share = share;
    }

    @Override
    public void open(ExecutionContext context) {
        reader = delivery.read(share, position(context));
    }

    /** Where a partition is to go on. */
    static FeedPosition position(ExecutionContext context) {
        return new FeedPosition(context.getInt(SEGMENT, 0), context.getLong(ROW, 0));
    }

    static void keep(FeedPosition position, ExecutionContext context) {
        context.putInt(SEGMENT, position.segment());
        context.putLong(ROW, position.row());
    }

    @Override
    public @Nullable FeedStep read() {
        return opened().next();
    }

    @Override
    public void update(ExecutionContext context) {
        keep(opened().position(), context);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }

    private FeedReader opened() {
        if (reader == null) {
            throw new IllegalStateException("Open before you read.");
        }
        return reader;
    }
}
