package dev.sluice.online;

/**
 * How a store is scanned.
 *
 * @param segments the parts of the store that are read side by side
 * @param readUnitsPerSecond what the scan takes at most, averaged over its pages; infinite for no bound
 */
public record ScanOptions(int segments, double readUnitsPerSecond) {
    public static final ScanOptions DEFAULTS = new ScanOptions(4, 1_000);

    private static final int MOST_SEGMENTS = 1_000;

    public ScanOptions {
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw OnlineStoreError.INVALID_SCAN.problem(
                    "Invalid number of segments: " + segments + ". A scan has 1 to " + MOST_SEGMENTS + " of them.");
        }
        if (!(readUnitsPerSecond > 0)) {
            throw OnlineStoreError.INVALID_SCAN.problem("Invalid read units per second: " + readUnitsPerSecond
                    + ". A scan needs more than 0; with few it takes its time.");
        }
    }

    public ScanOptions withSegments(int other) {
        return new ScanOptions(other, readUnitsPerSecond);
    }

    public ScanOptions withReadUnitsPerSecond(double other) {
        return new ScanOptions(segments, other);
    }
}
