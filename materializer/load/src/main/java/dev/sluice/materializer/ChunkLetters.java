package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.materializer.feed.UnfitRow;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.Refusals;
import dev.sluice.online.ServedView;
import dev.sluice.problem.SluiceException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dead letters of one chunk, and the keys whose earlier ones it has settled. */
final class ChunkLetters implements Refusals {
    private final ServedView view;
    private final Set<String> met = new HashSet<>();
    private final Map<String, DeadLetter> letters = new LinkedHashMap<>();

    ChunkLetters(ServedView view) {
        this.view = view;
    }

    void met(FeedStep step) {
        UnfitRow unfit = step.unfit();
        if (unfit != null) {
            add(DeadLetter.of(view, unfit));
        }
        step.changes().forEach(change -> met.add(change.key().entityKey()));
    }

    @Override
    public void refused(OnlineChange change, SluiceException why) {
        add(DeadLetter.of(view, change, why));
    }

    private synchronized void add(DeadLetter letter) {
        letters.put(letter.key(), letter);
    }

    /** Keeps the letters of this chunk, and forgets earlier ones of the keys that it has brought. */
    synchronized void keepIn(DeadLetters kept) {
        List<String> settled = kept.of(view.id()).stream()
                .map(DeadLetter::key)
                .filter(key -> met.contains(key) && !letters.containsKey(key))
                .toList();
        if (!settled.isEmpty()) {
            kept.remove(view.id(), settled);
        }
        if (!letters.isEmpty()) {
            kept.add(letters.values());
        }
    }
}
