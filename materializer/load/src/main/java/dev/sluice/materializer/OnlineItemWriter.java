package dev.sluice.materializer;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.WriteSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes chunks to the store. A chunk may be written twice, with the same end. */
final class OnlineItemWriter implements ItemStreamWriter<List<OnlineChange>> {
    private final OnlineStore store;
    private final Attempt attempt;
    private final OptionalLong total;
    private final ProgressListener progress;
    private Tally tally = Tally.of(new ExecutionContext());

    OnlineItemWriter(OnlineStore store, Attempt attempt, OptionalLong total, ProgressListener progress) {
        this.store = store;
        this.attempt = attempt;
        this.total = total;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext context) {
        tally = Tally.of(context);
    }

    @Override
    public void write(Chunk<? extends List<OnlineChange>> chunk) {
        WriteSummary summary = WriteSummary.NONE;
        try {
            for (List<OnlineChange> wave : waves(chunk)) {
                summary = summary.plus(store.write(wave));
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        tally = tally.plusChunk(chunk.size(), summary);
        progress.advanced(attempt.view(), tally.rows(), total);
    }

    /** The changes of each key stay in order, and no wave has two of one key. */
    private static List<List<OnlineChange>> waves(Chunk<? extends List<OnlineChange>> chunk) {
        List<List<OnlineChange>> waves = new ArrayList<>();
        Map<ItemKey, Integer> wavesOfKey = new HashMap<>();
        for (List<OnlineChange> step : chunk) {
            for (OnlineChange change : step) {
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
        return MaterializerError.STORE_FAILED.problem(
                "Cannot materialize " + attempt.view() + ": the online store failed at chunk " + (tally.chunks() + 1)
                        + " of version " + attempt.to() + ", " + tally.rows() + " rows after the start: "
                        + Reason.of(cause) + " Run 'sluice materialize " + attempt.view()
                        + "' again: it goes on where it stopped.",
                cause);
    }

    @Override
    public void update(ExecutionContext context) {
        tally.keepIn(context);
    }
}
