package dev.sluice.online;

import java.io.Serializable;

/**
 * What a store's writes have taken since it was opened.
 *
 * @param writeUnits as the store has counted them, where it tells; else by {@link #units}
 * @param unchanged rows that were not written because the store held the same bytes and times
 * @param retried changes that were sent again because the store throttled
 */
public record WriteUsage(double writeUnits, long unchanged, long retried) implements Serializable {
    public static final WriteUsage NONE = new WriteUsage(0, 0, 0);
    private static final long BYTES_PER_UNIT = 1_024;

    /** What an item of so many bytes takes: a unit for each 1,024 bytes begun. */
    public static long units(long bytes) {
        return Math.max(1, (bytes + BYTES_PER_UNIT - 1) / BYTES_PER_UNIT);
    }

    public WriteUsage plus(WriteUsage other) {
        return new WriteUsage(writeUnits + other.writeUnits, unchanged + other.unchanged, retried + other.retried);
    }

    /** What was taken between an earlier moment and this one. */
    public WriteUsage since(WriteUsage earlier) {
        return new WriteUsage(
                writeUnits - earlier.writeUnits, unchanged - earlier.unchanged, retried - earlier.retried);
    }
}
