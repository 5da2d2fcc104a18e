package dev.sluice.lakehouse;

import dev.sluice.time.Partition;

/**
 * One run's rows of a partition, written completely and not yet public.
 *
 * @param path the folder of their Parquet files
 * @param bytes the size of those files
 */
public record StagedPartition(Partition partition, String runId, String path, long rows, long bytes) {}
