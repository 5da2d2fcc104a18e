package dev.sluice.catalog.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature were in a partition; a member is null where there is none, or where it tells of persons.
 *
 * @param quantiles from the least to the greatest at equal shares of the values, roughly; empty where there are none
 */
public record FeatureDay(
        String partition,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation,
        List<Double> quantiles) {
    public FeatureDay {
        quantiles = List.copyOf(quantiles);
    }

    /** The share of rows that have a value, 0 to 1; 1 of no rows. */
    public double share() {
        return rows == 0 ? 1 : (double) present / rows;
    }
}
