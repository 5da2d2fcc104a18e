package dev.sluice.gate;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature were.
 *
 * @param rows in how many rows
 * @param present how many of them had a value; a NaN is none
 * @param least as text; null for features without numbers, without a value, or of which values tell of persons
 * @param deviation of a sample
 */
public record FeatureMetrics(
        String feature,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation) {}
