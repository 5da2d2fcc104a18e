package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.online.OnlineChange;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a feed, from where the last chunk ended. */
final class FeedItemReader implements ItemStreamReader<List<OnlineChange>> {
    private static final String SEGMENT = "feed.segment";
    private static final String ROW = "feed.row";

    private final Function<FeedPosition, FeedReader> opener;
    private @Nullable FeedReader reader;

    FeedItemReader(Function<FeedPosition, FeedReader> opener) {
        this.opener = opener;
    }

    @Override
    public void open(ExecutionContext context) {
        reader = opener.apply(new FeedPosition(context.getInt(SEGMENT, 0), context.getLong(ROW, 0)));
    }

    @Override
    public @Nullable List<OnlineChange> read() {
        return opened().next();
    }

    @Override
    public void update(ExecutionContext context) {
        FeedPosition position = opened().position();
        context.putInt(SEGMENT, position.segment());
        context.putLong(ROW, position.row());
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
