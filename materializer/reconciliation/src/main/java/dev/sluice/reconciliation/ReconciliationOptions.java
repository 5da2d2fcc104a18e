package dev.sluice.reconciliation;

import dev.sluice.online.ScanOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to reconcile.
 *
 * @param folder where differing buckets are kept while they are compared; made when it is absent
 * @param scan how the store is read
 * @param buckets the parts that the keys are divided into, and whose sums are compared
 * @param groupBytes the bytes of items that are compared in memory at a time
 * @param replayClock the fixed "now" of a project that replays history; null for the system's clock
 * @param clock tells what has expired
 */
public record ReconciliationOptions(
        Path folder,
        ScanOptions scan,
        int buckets,
        long groupBytes,
        @Nullable Instant replayClock,
        Clock clock) {
    private static final int BUCKETS = 65_536;
    private static final long GROUP_BYTES = 16L << 20;

    /** 65,536 buckets, 16 MiB at a time, the system's clock. */
    public static ReconciliationOptions defaults(Path folder) {
        return new ReconciliationOptions(folder, ScanOptions.DEFAULTS, BUCKETS, GROUP_BYTES, null, Clock.systemUTC());
    }

    public ReconciliationOptions withScan(ScanOptions other) {
        return new ReconciliationOptions(folder, other, buckets, groupBytes, replayClock, clock);
    }

    public ReconciliationOptions withBuckets(int other) {
        return new ReconciliationOptions(folder, scan, other, groupBytes, replayClock, clock);
    }

    public ReconciliationOptions withGroupBytes(long other) {
        return new ReconciliationOptions(folder, scan, buckets, other, replayClock, clock);
    }

    public ReconciliationOptions withReplayClock(@Nullable Instant other) {
        return new ReconciliationOptions(folder, scan, buckets, groupBytes, other, clock);
    }

    public ReconciliationOptions withClock(Clock other) {
        return new ReconciliationOptions(folder, scan, buckets, groupBytes, replayClock, other);
    }
}
