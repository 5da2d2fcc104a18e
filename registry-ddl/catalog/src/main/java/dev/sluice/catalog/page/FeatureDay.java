package dev.sluice.catalog.page;

import org.jspecify.annotations.Nullable;

/** What the values of a feature were in a partition; a member is null where there is none, or where it tells of persons. */
public record FeatureDay(
        String partition,
        long rows,
        long present,
        @Nullable String least,
        @Nullable String greatest,
        @Nullable Double mean,
        @Nullable Double deviation) {
    /** The share of rows that have a value, 0 to 1; 1 of no rows. */
    public double share() {
        return rows == 0 ? 1 : (double) present / rows;
    }
}
