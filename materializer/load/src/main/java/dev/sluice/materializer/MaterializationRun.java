package dev.sluice.materializer;

import dev.sluice.materializer.feed.Expiry;
import dev.sluice.materializer.feed.Feed;
import dev.sluice.materializer.feed.LatestTable;
import dev.sluice.online.ServedView;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** One run: takes up the attempt that failed, if there is one, then brings what is newer. */
final class MaterializationRun {
    /** Stands for "nothing" where the version that a store holds is asked for. */
    private static final long NOTHING = -1;

    private final ServedView view;
    private final LatestTable table;
    private final JobHistory history;
    private final MaterializationJob job;

    MaterializationRun(ServedView view, LatestTable table, JobHistory history, MaterializationJob job) {
        this.view = view;
        this.table = table;
        this.history = history;
        this.job = job;
    }

    MaterializationResult execute(OptionalLong recorded, MaterializerOptions options) {
        Expiry expiry = options.expiry(view);
        Instant startedAt = options.clock().instant();
        history.recover();
        long held = held(recorded);
        Optional<MaterializationResult> failed = failed(held, expiry).map(job::run);
        long reached = failed.map(MaterializationResult::toVersion).orElse(held);
        if (reached == table.version()) {
            return failed.orElseGet(() -> unchanged(
                    reached,
                    startedAt,
                    options.clock().instant(),
                    options.deadLetters().of(view.id()).size()));
        }
        MaterializationResult rest = job.run(next(reached, expiry));
        return failed.map(first -> first.followedBy(rest)).orElse(rest);
    }

    /** The version of this very table that the store holds. */
    private long held(OptionalLong recorded) {
        long version = recorded.orElse(NOTHING);
        boolean another = version > table.version()
                || history.tableAt(version).filter(id -> !id.equals(table.id())).isPresent();
        return another ? NOTHING : version;
    }

    private Optional<Delivery> failed(long held, Expiry expiry) {
        return history.failed()
                .filter(attempt -> attempt.table().equals(table.id()))
                .filter(attempt -> attempt.from() == held || attempt.from() == NOTHING)
                .filter(attempt -> held < attempt.to() && attempt.to() <= table.version())
                .flatMap(attempt ->
                        table.feed(attempt.from(), attempt.to()).map(feed -> delivery(attempt, feed, expiry)));
    }

    /** What is not recorded as being in the store. */
    Feed remaining(OptionalLong recorded) {
        return feedFrom(held(recorded));
    }

    private Feed feedFrom(long held) {
        return held == NOTHING
                ? table.rows()
                : table.feed(held, table.version()).orElseGet(table::rows);
    }

    private Delivery next(long held, Expiry expiry) {
        Feed feed = feedFrom(held);
        return delivery(history.next(table.id(), feed.fromVersion(), feed.toVersion()), feed, expiry);
    }

    private Delivery delivery(Attempt attempt, Feed feed, Expiry expiry) {
        return new Delivery(view, attempt, table, feed, expiry);
    }

    private MaterializationResult unchanged(long version, Instant startedAt, Instant finishedAt, int open) {
        return new MaterializationResult(
                view.id(), version, version, WriteSummary.NONE, startedAt, finishedAt, WriteUsage.NONE, open);
    }
}
