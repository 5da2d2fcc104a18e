package dev.sluice.registry;

/**
 * What a materialization did to the online store, in items.
 *
 * @param outdated items left alone because the store held a newer one
 */
public record MaterializedItems(long written, long deleted, long outdated) {}
