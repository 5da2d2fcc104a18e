package dev.sluice.catalog.beyond;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature were in one run.
 *
 * @param rows in how many rows
 * @param present how many of them had a value
 * @param least as text; null for features without numbers, without a value, or whose values tell of persons
 * @param deviation of a sample
 * @param quantiles from the least to the greatest at equal shares of the values, roughly; empty where they were not kept
 */
public record MeasuredFeature(
        String feature,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation,
        List<Double> quantiles) {
    public MeasuredFeature {
        quantiles = List.copyOf(quantiles);
    }
}
