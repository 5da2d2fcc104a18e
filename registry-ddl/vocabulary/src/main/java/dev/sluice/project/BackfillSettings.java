package dev.sluice.project;

/**
 * How ranges of partitions are computed.
 *
 * @param approval when a second person approves
 * @param chunkBytes how much of its sources a backfill reads at once for partitions that look back
 */
public record BackfillSettings(ApprovalThresholds approval, long chunkBytes) {
    /** One gigabyte. */
    public static final long CHUNK_BYTES = 1_000_000_000;

    public static final BackfillSettings DEFAULTS = new BackfillSettings(ApprovalThresholds.NONE, CHUNK_BYTES);
}
