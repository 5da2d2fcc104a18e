package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.FeedPosition;
import dev.sluice.materializer.feed.FeedReader;
import dev.sluice.materializer.feed.FeedStep;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import java.util.function.Consumer;

/**
 * Brings what changed in latest to the online store.
 *
 * <p>What the store holds already is known from the log. The changes of latest since then are written in the order of its
 * commits; all its rows are written where nothing was before, where the table is another one, or where its log and files no
 * longer tell all changes. Then keys that vanished meanwhile stay in the store until they expire.
 *
 * <p>Rows beyond the view's ttl are written too: a reader is to see that they are too old, not that they are unknown.
 *
 * <p>A run that failed or was killed is taken up by the next one where its last chunk ended. Every write can be repeated, so
 * nothing is lost and nothing doubled, and readers go on reading meanwhile.
 */
public final class Materialization {
    private final OnlineStore store;
    private final MaterializationLog log;
    private final MaterializerOptions options;

    private Materialization(OnlineStore store, MaterializationLog log, MaterializerOptions options) {
        this.store = store;
        this.log = log;
        this.options = options;
    }

    public static Materialization of(OnlineStore store, MaterializationLog log, MaterializerOptions options) {
        return new Materialization(store, log, options);
    }

    /**
     * Materializes a view up to the newest version of its latest table.
     *
     * <p>The caller must hold the view's lease: a job that the database shows as running is taken for one whose process was
     * killed.
     *
     * @throws dev.sluice.problem.SluiceException {@link MaterializerError#STORE_FAILED} when the store fails, a
     *     {@code FeedError} when latest cannot be read; then the log knows nothing of it, and the next run goes on
     */
    public MaterializationResult run(MaterializedView target) {
        LatestTable table = LatestTable.open(target.view(), target.latest());
        ViewId view = target.view().id();
        try (BatchJobs jobs = BatchJobs.open(options.jobs())) {
            JobHistory history = new JobHistory(jobs, options.store(), view);
            MaterializationJob job = new MaterializationJob(store, log, options, jobs);
            return new MaterializationRun(target.view(), table, history, job).execute(log.lastVersion(view), options);
        }
    }

    /**
     * Takes up the view's dead letters again, as latest has their rows now; the caller must hold the view's lease.
     *
     * @throws dev.sluice.problem.SluiceException when the store fails or latest cannot be read; the letters then stay
     */
    public DeadLetterRetry retry(MaterializedView target) {
        LatestTable table = LatestTable.open(target.view(), target.latest());
        return new DeadLetterRun(target.view(), table, store, options.deadLetters())
                .execute(options.expiry(target.view()));
    }

    /** What {@link #run} would write now. Reads the store, changes nothing in it. */
    public MaterializationPreview preview(MaterializedView target) {
        LatestTable table = LatestTable.open(target.view(), target.latest());
        ViewId view = target.view().id();
        try (BatchJobs jobs = BatchJobs.open(options.jobs())) {
            JobHistory history = new JobHistory(jobs, options.store(), view);
            Feed feed = new MaterializationRun(
                            target.view(), table, history, new MaterializationJob(store, log, options, jobs))
                    .remaining(log.lastVersion(view));
            try (FeedReader reader = table.read(feed, FeedPosition.START, options.expiry(target.view()))) {
                return new PreviewRun(store).execute(view, feed, reader);
            }
        }
    }

    /** Gives all rows of latest as the items that {@link #run} would bring to an empty store. */
    public ExportedRows export(MaterializedView target, Consumer<OnlineItem> taker) {
        LatestTable table = LatestTable.open(target.view(), target.latest());
        long rows = 0;
        long unfit = 0;
        try (FeedReader reader = table.read(table.rows(), FeedPosition.START, options.expiry(target.view()))) {
            for (FeedStep step = reader.next(); step != null; step = reader.next()) {
                for (OnlineChange change : step.changes()) {
                    taker.accept(((OnlineChange.Put) change).item());
                    rows++;
                }
                unfit += step.unfit() == null ? 0 : 1;
            }
        }
        return new ExportedRows(target.view().id(), table.version(), rows, unfit);
    }
}
