package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.WriteSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes the chunks of a partition to the store. A chunk may be written twice, with the same end. */
final class OnlineItemWriter implements ItemStreamWriter<FeedStep> {
    private final String partition;
    private final OnlineStore store;
    private final Delivery delivery;
    private final DeadLetters letters;
    private final WrittenSoFar all;
    private Tally tally = Tally.NONE;

    OnlineItemWriter(String partition, OnlineStore store, Delivery delivery, DeadLetters letters, WrittenSoFar all) {
        this.partition = partition;
        this.store = store;
        this.delivery = delivery;
        this.letters = letters;
        this.all = all;
    }

    @Override
    public void open(ExecutionContext context) {
        tally = Tally.of(context);
        all.begin(partition, tally);
    }

    @Override
    public void write(Chunk<? extends FeedStep> chunk) {
        ChunkLetters refused = new ChunkLetters(delivery.view());
        WriteSummary summary = WriteSummary.NONE;
        try {
            for (List<OnlineChange> wave : waves(chunk, refused)) {
                summary = summary.plus(store.write(wave, refused));
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        refused.keepIn(letters);
        tally = tally.plusChunk(chunk.size(), summary);
        all.advance(partition, tally);
    }

    /** The changes of each key stay in order, and no wave has two of one key. */
    private static List<List<OnlineChange>> waves(Chunk<? extends FeedStep> chunk, ChunkLetters refused) {
        List<List<OnlineChange>> waves = new ArrayList<>();
        Map<ItemKey, Integer> wavesOfKey = new HashMap<>();
        for (FeedStep step : chunk) {
            refused.met(step);
            for (OnlineChange change : step.changes()) {
                int wave = wavesOfKey.merge(change.key(), 1, Integer::sum);
                if (wave > waves.size()) {
                    waves.add(new ArrayList<>());
                }
                waves.get(wave - 1).add(change);
            }
        }
        return waves;
    }

    private RuntimeException failed(RuntimeException cause) {
        Attempt attempt = delivery.attempt();
        Tally before = all.sum();
        return MaterializerError.STORE_FAILED.problem(
                "Cannot materialize " + attempt.view() + ": the online store failed at chunk " + (before.chunks() + 1)
                        + " of version " + attempt.to() + ", " + before.rows() + " rows after the start: "
                        + Reason.of(cause) + " Run 'sluice materialize " + attempt.view()
                        + "' again: it goes on where it stopped.",
                cause);
    }

    @Override
    public void update(ExecutionContext context) {
        tally.keepIn(context);
    }
}
