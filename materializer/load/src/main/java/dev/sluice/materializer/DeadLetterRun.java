package dev.sluice.materializer;

import dev.sluice.materializer.feed.Expiry;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.materializer.feed.UnfitRow;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.ServedView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes dead letters up again: writes the rows that latest holds of their keys now, which may have been mended, replaced or
 * taken away since.
 */
final class DeadLetterRun {
    private final ServedView view;
    private final LatestTable table;
    private final OnlineStore store;
    private final DeadLetters letters;

    DeadLetterRun(ServedView view, LatestTable table, OnlineStore store, DeadLetters letters) {
        this.view = view;
        this.table = table;
        this.store = store;
        this.letters = letters;
    }

    DeadLetterRetry execute(Expiry expiry) {
        Set<String> keys = letters.of(view.id()).stream().map(DeadLetter::key).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return new DeadLetterRetry(0, 0);
        }
        List<FeedStep> steps = steps(keys, expiry);
        ChunkLetters refused = new ChunkLetters(view);
        List<OnlineChange> changes = new ArrayList<>();
        for (FeedStep step : steps) {
            refused.met(step);
            changes.addAll(step.changes());
        }
        long written = store.write(changes, refused).written();
        letters.remove(view.id(), keys);
        refused.keepIn(letters);
        return new DeadLetterRetry((int) written, letters.of(view.id()).size());
    }

    private List<FeedStep> steps(Set<String> keys, Expiry expiry) {
        List<FeedStep> steps = new ArrayList<>();
        try (FeedReader reader = table.read(table.rows(), FeedPosition.START, expiry)) {
            reader.forEachRemaining(step -> {
                if (isOf(step, keys)) {
                    steps.add(step);
                }
            });
        }
        return steps;
    }

    private static boolean isOf(FeedStep step, Set<String> keys) {
        UnfitRow unfit = step.unfit();
        return unfit != null
                || step.changes().stream()
                        .anyMatch(change -> keys.contains(change.key().entityKey()));
    }
}
