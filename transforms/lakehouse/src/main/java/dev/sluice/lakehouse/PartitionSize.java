package dev.sluice.lakehouse;

import dev.sluice.time.Partition;

/** What a partition of a feature table holds, by the table's log. */
public record PartitionSize(Partition partition, long files, long bytes, long rows)
        implements Comparable<PartitionSize> {
    @Override
    public int compareTo(PartitionSize other) {
        return partition.compareTo(other.partition);
    }
}
