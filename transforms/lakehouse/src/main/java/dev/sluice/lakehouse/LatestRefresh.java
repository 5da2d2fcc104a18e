package dev.sluice.lakehouse;

/**
 * What a refresh of latest did.
 *
 * @param version the Delta version of latest
 * @param covers the version of the feature table whose newest rows it holds
 */
public record LatestRefresh(long version, long covers, long inserted, long updated, long deleted) {}
