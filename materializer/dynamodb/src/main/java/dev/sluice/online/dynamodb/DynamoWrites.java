package dev.sluice.online.dynamodb;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.Refusals;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Deals changes to threads, in batches that have no key twice; those of one key happen one after the other. */
final class DynamoWrites {
    private final WriteBatches batches;
    private final ExecutorService threads;

    DynamoWrites(WriteBatches batches, ExecutorService threads) {
        this.batches = batches;
        this.threads = threads;
    }

    WriteSummary write(Collection<? extends OnlineChange> changes, Refusals refusals) {
        WriteSummary summary = WriteSummary.NONE;
        for (List<OnlineChange> wave : waves(changes)) {
            summary = summary.plus(inParallel(wave, refusals));
        }
        return summary;
    }

    private static List<List<OnlineChange>> waves(Collection<? extends OnlineChange> changes) {
        List<List<OnlineChange>> waves = new ArrayList<>();
        Map<ItemKey, Integer> wavesOfKey = new HashMap<>();
        for (OnlineChange change : changes) {
            int wave = wavesOfKey.merge(change.key(), 1, Integer::sum);
            if (wave > waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave - 1).add(change);
        }
        return waves;
    }

    private WriteSummary inParallel(List<OnlineChange> wave, Refusals refusals) {
        List<Future<WriteSummary>> running = new ArrayList<>();
        int size = batches.size();
        for (int from = 0; from < wave.size(); from += size) {
            List<OnlineChange> batch = wave.subList(from, Math.min(wave.size(), from + size));
            running.add(threads.submit(() -> batches.write(batch, refusals)));
        }
        return awaited(running);
    }

    private static WriteSummary awaited(List<Future<WriteSummary>> running) {
        WriteSummary sum = WriteSummary.NONE;
        for (Future<WriteSummary> write : running) {
            try {
                sum = sum.plus(write.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DynamoError.UNAVAILABLE.problem("Cannot finish writing: the process is being stopped.", e);
            } catch (ExecutionException e) {
                running.forEach(other -> other.cancel(false));
                throw e.getCause() instanceof SluiceException problem
                        ? problem
                        : DynamoError.UNAVAILABLE.problem("Cannot write: " + e.getCause() + ".", e);
            }
        }
        return sum;
    }
}
