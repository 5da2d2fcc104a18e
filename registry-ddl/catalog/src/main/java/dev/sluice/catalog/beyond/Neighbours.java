package dev.sluice.catalog.beyond;

/** The floors above, as far as the catalog shows them. */
public record Neighbours(StalePartitions stale, FeatureStatistics statistics) {
    /** Nothing is known: no partition is shown as stale, and no feature has statistics. */
    public static final Neighbours NONE = new Neighbours(StalePartitions.NONE, FeatureStatistics.NONE);

    public Neighbours withStale(StalePartitions other) {
        return new Neighbours(other, statistics);
    }

    public Neighbours withStatistics(FeatureStatistics other) {
        return new Neighbours(stale, other);
    }
}
