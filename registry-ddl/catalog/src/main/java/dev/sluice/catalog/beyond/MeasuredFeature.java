package dev.sluice.catalog.beyond;

import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature were in one run.
 *
 * @param rows in how many rows
 * @param present how many of them had a value
 * @param least as text; null for features without numbers, without a value, or whose values tell of persons
 * @param deviation of a sample
 */
public record MeasuredFeature(
        String feature,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation) {}
