package dev.sluice.lakehouse;

import dev.sluice.time.Partition;

/**
 * A promotion that the feature table's log tells of.
 *
 * @param version the Delta version of the feature table that it made
 */
public record PromotedPartition(Partition partition, String runId, long attempt, long version, long rows) {}
