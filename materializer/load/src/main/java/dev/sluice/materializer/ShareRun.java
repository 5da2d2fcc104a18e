package dev.sluice.materializer;

import dev.sluice.materializer.feed.Expiry;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.util.List;

/** Carries out an order in this process, which needs nothing but latest and the store. */
public final class ShareRun {
    private final ShareOrder order;
    private final OnlineStore store;
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();

    private ShareRun(ShareOrder order, OnlineStore store) {
        this.order = order;
        this.store = store;
        this.letters.add(order.letters());
    }

    /** @param store of this order alone, or the outcome counts what others take of it */
    public static ShareOutcome execute(ShareOrder order, OnlineStore store) {
        return new ShareRun(order, store).execute();
    }

    private ShareOutcome execute() {
        StoreDescription description = store.description();
        ChunkWriter writer = new ChunkWriter(description.view(order.view()), store, letters);
        LatestTable table = LatestTable.open(writer.view(), order.latest());
        Expiry expiry = Expiry.of(writer.view(), description.replayMicros() != null);
        try (FeedReader reader = table.read(feed(table), order.share(), order.start(), expiry)) {
            return write(reader, writer);
        }
    }

    private Feed feed(LatestTable table) {
        return table.feed(order.fromVersion(), order.toVersion())
                .orElseThrow(() -> MaterializerError.JOB_FAILED.problem("Cannot materialize " + order.view()
                        + ": what its latest table had between the versions " + order.fromVersion() + " and "
                        + order.toVersion() + " was cleaned up meanwhile. Run 'sluice materialize " + order.view()
                        + "' again: it begins with what is there."));
    }

    private ShareOutcome write(FeedReader reader, ChunkWriter writer) {
        WriteUsage before = store.usage();
        WriteSummary written = WriteSummary.NONE;
        long rows = 0;
        long chunks = 0;
        List<FeedStep> chunk = reader.next(order.chunkSize());
        while (!chunk.isEmpty()) {
            written = written.plus(writer.write(chunk));
            rows += chunk.size();
            chunks++;
            chunk = chunks < order.chunks() ? reader.next(order.chunkSize()) : List.of();
        }
        return new ShareOutcome(
                reader.position(),
                chunks < order.chunks(),
                rows,
                chunks,
                written,
                store.usage().since(before),
                letters.of(order.view()));
    }
}
