package dev.sluice.reconciliation;

import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.feed.Expiry;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.problem.SluiceException;
import java.util.function.Consumer;

/**
 * A version of latest as the items that the store should hold.
 *
 * @param expiry when they expire
 */
record LatestRows(MaterializedView target, LatestTable table, Feed rows, Expiry expiry) {
    static LatestRows at(MaterializedView target, long version, Expiry expiry) {
        LatestTable table = open(target);
        if (version > table.version()) {
            throw problem(
                    target,
                    "the store was brought up to version " + version + " of a latest table that is no longer at "
                            + target.latest().path());
        }
        Feed rows = table.feed(-1, version)
                .orElseThrow(() -> problem(
                        target,
                        "version " + version + " of its latest table, which was materialized last, was cleaned up"));
        return new LatestRows(target, table, rows, expiry);
    }

    private static LatestTable open(MaterializedView target) {
        return LatestTable.open(target.view(), target.latest(), "reconcile");
    }

    private static SluiceException problem(MaterializedView target, String why) {
        return ReconciliationError.NOT_MATERIALIZED.problem("Cannot reconcile "
                + target.view().id() + ": " + why + ". Run `sluice materialize "
                + target.view().id() + "` first.");
    }

    long version() {
        return rows.toVersion();
    }

    void forEach(Consumer<OnlineItem> items) {
        read(table, rows, change -> items.accept(((OnlineChange.Put) change).item()));
    }

    /**
     * Reads what commits after this version did, up to the newest, which it returns. Where their log was cleaned up it
     * reads all rows of the newest.
     */
    long forEachLaterChange(Consumer<OnlineChange> changes) {
        LatestTable newest = open(target);
        read(newest, newest.feed(version(), newest.version()).orElseGet(newest::rows), changes);
        return newest.version();
    }

    /** The newest version by now. */
    long newestVersion() {
        return open(target).version();
    }

    private void read(LatestTable from, Feed feed, Consumer<OnlineChange> changes) {
        try (FeedReader reader = from.read(feed, FeedPosition.START, expiry)) {
            reader.forEachRemaining(step -> step.changes().forEach(changes));
        }
    }
}
