package dev.sluice.materializer;

import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.ServedView;
import dev.sluice.online.WriteSummary;
import java.util.ArrayList;
import java.util.List;

/** Writes chunks of a view's feed. What the store refuses for itself becomes a dead letter once the rest is written. */
record ChunkWriter(ServedView view, OnlineStore store, DeadLetters letters) {
    WriteSummary write(Iterable<? extends FeedStep> chunk) {
        ChunkLetters refused = new ChunkLetters(view);
        List<OnlineChange> changes = new ArrayList<>();
        for (FeedStep step : chunk) {
            refused.met(step);
            changes.addAll(step.changes());
        }
        WriteSummary summary = store.write(changes, refused);
        refused.keepIn(letters);
        return summary;
    }
}
