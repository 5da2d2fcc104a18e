package dev.sluice.lakehouse;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.Partition;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.Snapshot;

/**
 * The newest promoted row of each key, kept by one MERGE a refresh.
 *
 * <p>Each commit notes the version of the feature table that it covers. So a refresh looks at every partition that was
 * changed since, and makes up for one that was killed or never begun.
 */
final class LatestTable {
    private static final int MOST_TRIES = 5;

    private final ViewColumns columns;
    private final PromotedTable features;
    private final DeltaTableFolder latest;

    LatestTable(PromotedTable features, DeltaTableFolder latest) {
        this.columns = latest.columns();
        this.features = features;
        this.latest = latest;
    }

    /** Refreshes; partitions that are looked at again although latest covers them can be named. */
    LatestRefresh refresh(Collection<Partition> again) {
        String what = "Cannot refresh the latest rows of " + view();
        for (int tries = 1; ; tries++) {
            try {
                return once(Set.copyOf(again));
            } catch (Exception e) {
                if (!LakeFailure.isConflict(e) || tries == MOST_TRIES) {
                    throw LakeFailure.explain(e, what);
                }
            }
        }
    }

    private LatestRefresh once(Set<Partition> again) {
        long version = features.version()
                .orElseThrow(() -> new SluiceException(
                        LakehouseError.UNKNOWN_VERSION,
                        "Cannot refresh the latest rows of " + view()
                                + ": nothing was promoted yet. Run one of its partitions first."));
        return latest.log().version().isEmpty() ? build(version) : update(version, again);
    }

    private LatestRefresh build(long version) {
        LatestCommit commit = LatestCommit.first(view(), version);
        try {
            latest.write(new NewestRows(columns).of(features.rowsNow(version)), commit.options());
        } catch (Exception e) {
            if (latest.log().version().isEmpty()) {
                throw e;
            }
        }
        Commit made = commit.find(latest.log()).orElseThrow(() -> faster(view()));
        return new LatestRefresh(made.version(), version, made.rowsWritten(), 0, 0);
    }

    private LatestRefresh update(long version, Set<Partition> again) {
        latest.addColumns();
        Snapshot held = latest.log().snapshot();
        long covered = covered();
        checkSameTable(covered, version);
        Set<Partition> changed = new HashSet<>(changed(covered, version));
        changed.addAll(again);
        if (changed.isEmpty()) {
            return new LatestRefresh(held.version(), version, 0, 0, 0);
        }
        try (LatestChanges changes = changes(held.version(), version, changed)) {
            return changes.isEmpty() && covered == version
                    ? new LatestRefresh(held.version(), version, 0, 0, 0)
                    : merge(changes, LatestCommit.after(held, view(), version));
        }
    }

    private Set<Partition> changed(long covered, long version) {
        try {
            return features.changed(covered, version);
        } catch (SluiceException e) {
            if (e.code() != LakehouseError.UNKNOWN_VERSION) {
                throw e;
            }
            throw new SluiceException(
                    LakehouseError.UNKNOWN_VERSION,
                    "Cannot refresh the latest rows of " + view() + ": they cover version " + covered
                            + " of the feature table, which no longer says what was changed since: its timeline was archived."
                            + " Delete " + latest.path() + "; the next refresh builds it anew.",
                    e);
        }
    }

    private void checkSameTable(long covered, long version) {
        if (covered > version) {
            throw new SluiceException(
                    LakehouseError.UNKNOWN_VERSION,
                    "Cannot refresh the latest rows of " + view() + ": they cover version " + covered
                            + " of the feature table, which is at " + version + ": it was replaced. Delete "
                            + latest.path() + "; the next refresh builds it anew.");
        }
    }

    private LatestChanges changes(long held, long version, Set<Partition> changed) {
        return LatestChanges.between(
                new NewestRows(columns),
                latest.rowsAt(held),
                features.rowsNow(version),
                new PartitionRows(columns.view().granularity(), changed));
    }

    private LatestRefresh merge(LatestChanges changes, LatestCommit commit) {
        LatestMerge merge = new LatestMerge(latest);
        Optional<Commit> made;
        try {
            merge.execute(changes.rows(), commit);
            made = commit.find(latest.log());
        } catch (Exception e) {
            made = commit.find(latest.log());
            if (made.isEmpty()) {
                throw e;
            }
        }
        Map<String, Long> counts = changes.counts();
        return new LatestRefresh(
                made.orElseThrow(() -> faster(view())).version(),
                commit.covers(),
                counts.getOrDefault(NewestRows.INSERT, 0L),
                counts.getOrDefault(NewestRows.UPDATE, 0L),
                counts.getOrDefault(NewestRows.DELETE, 0L));
    }

    /** The version of the feature table that latest covers; -1 when its log does not say. */
    private long covered() {
        return latest.log()
                .newestFirst()
                .flatMap(LatestTable::covered)
                .findFirst()
                .orElse(-1L);
    }

    private static Stream<Long> covered(Commit commit) {
        OptionalLong covers = LatestCommit.covers(commit);
        return covers.isPresent() ? Stream.of(covers.getAsLong()) : Stream.empty();
    }

    private ViewId view() {
        return columns.view().id();
    }

    private static SluiceException faster(ViewId view) {
        return new SluiceException(
                LakehouseError.CONFLICT,
                "Cannot refresh the latest rows of " + view
                        + ": another refresh was faster each time. Run it again when that has ended.");
    }
}
