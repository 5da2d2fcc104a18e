package dev.sluice.catalog.beyond;

/** The floors above, as far as the catalog shows them. */
public record Neighbours(
        StalePartitions stale, FeatureStatistics statistics, ColumnLineage lineage, ServiceConsumers consumers) {
    /** Nothing is known: pages say that it is not recorded. */
    public static final Neighbours NONE =
            new Neighbours(StalePartitions.NONE, FeatureStatistics.NONE, ColumnLineage.NONE, ServiceConsumers.NONE);

    public Neighbours withStale(StalePartitions other) {
        return new Neighbours(other, statistics, lineage, consumers);
    }

    public Neighbours withStatistics(FeatureStatistics other) {
        return new Neighbours(stale, other, lineage, consumers);
    }

    public Neighbours withLineage(ColumnLineage other) {
        return new Neighbours(stale, statistics, other, consumers);
    }

    public Neighbours withConsumers(ServiceConsumers other) {
        return new Neighbours(stale, statistics, lineage, other);
    }
}
