package dev.sluice.command;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature were in a range.
 *
 * @param present in how many of the rows there was a value
 */
public record MetricsOfFeature(
        String feature,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation) {}
