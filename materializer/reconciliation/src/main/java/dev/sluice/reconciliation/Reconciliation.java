package dev.sluice.reconciliation;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.MaterializationLog;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.feed.Expiry;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScan;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.ScanSummary;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Compares the store with latest, at the version that was materialized last: every key, not a sample.
 *
 * <p>First sums over buckets of keys are compared, which takes a scan of the store and no memory for keys; then, where
 * sums differ, the keys of those buckets one by one, which takes a second scan and a file for them.
 *
 * <p>The store may run ahead: an item that a commit of latest after that version gave its key is no difference, so a
 * materialization may run meanwhile, or may have been killed. What has expired is not there, on either side.
 */
public final class Reconciliation {
    private final OnlineScan scan;
    private final MaterializationLog log;
    private final ReconciliationOptions options;

    private Reconciliation(OnlineScan scan, MaterializationLog log, ReconciliationOptions options) {
        this.scan = scan;
        this.log = log;
        this.options = options;
    }

    public static Reconciliation of(OnlineScan scan, MaterializationLog log, ReconciliationOptions options) {
        return new Reconciliation(scan, log, options);
    }

    /** Tells what differs. Changes nothing. */
    public ReconciliationReport compare(MaterializedView target, Consumer<Difference> listener) {
        return run(target, listener, differences -> 0);
    }

    /**
     * Mends what differs, as it was when it was told.
     *
     * <p>The caller must hold the view's lease, so that no materialization runs meanwhile. Against any other writer the
     * conditions of the store hold: nothing newer than what was seen is replaced or removed.
     */
    public ReconciliationReport repair(MaterializedView target, OnlineStore store, Consumer<Difference> listener) {
        return run(target, listener, new Repair(store, scan)::mend);
    }

    private ReconciliationReport run(
            MaterializedView target, Consumer<Difference> listener, ToLongFunction<List<Difference>> mend) {
        LatestRows latest = LatestRows.at(target, materialized(target.view().id()), expiry(target));
        long now = options.clock().instant().getEpochSecond();
        BucketSums expected = new BucketSums(options.buckets());
        latest.forEach(item -> add(item, expected, now));
        BucketSums held = new BucketSums(options.buckets());
        ScanSummary scanned = scan.scan(target.view().id(), options.scan(), item -> add(item, held, now));
        DifferingBuckets buckets = DifferingBuckets.between(expected, held, options.groupBytes());
        Findings findings = new Findings(listener, mend);
        if (buckets.count() > 0) {
            scanned = scanned.plus(new DrillDown(latest, scan, options, buckets, findings).run());
        }
        return new ReconciliationReport(
                target.view().id(),
                latest.version(),
                expected.count(),
                held.count(),
                buckets.count(),
                scanned.readUnits(),
                findings.counts(),
                findings.unsettledKeys(),
                findings.repaired());
    }

    private static void add(OnlineItem item, BucketSums sums, long now) {
        if (!KeyState.isAbsent(item, now)) {
            sums.add(item);
        }
    }

    private long materialized(ViewId view) {
        return log.lastVersion(view)
                .orElseThrow(() -> ReconciliationError.NOT_MATERIALIZED.problem("Cannot reconcile " + view
                        + ": it was never materialized to this store. Run `sluice materialize " + view + "` first."));
    }

    private Expiry expiry(MaterializedView target) {
        return Expiry.of(target.view(), options.replayClock() != null);
    }
}
