package dev.sluice.online;

/**
 * What a scan has read.
 *
 * @param items the view's
 * @param readUnits what the store charged, for other views' items too
 */
public record ScanSummary(long items, double readUnits) {
    public static final ScanSummary NONE = new ScanSummary(0, 0);

    public ScanSummary plus(ScanSummary other) {
        return new ScanSummary(items + other.items, readUnits + other.readUnits);
    }
}
