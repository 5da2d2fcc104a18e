package dev.sluice.backfill;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a feature differ between two states of a table.
 *
 * @param changed rows that are in both and have another value
 * @param meanBefore of numbers; null for other types, for values of persons and where there is none
 * @param meanAfter of numbers; null for other types, for values of persons and where there is none
 * @param nullShareBefore from 0 to 1
 * @param nullShareAfter from 0 to 1
 * @param stabilityIndex the population stability index over the deciles of before, nulls apart; null for other types
 */
public record FeatureShift(
        String feature,
        long changed,
        @Nullable Double meanBefore,
        @Nullable Double meanAfter,
        double nullShareBefore,
        double nullShareAfter,
        @Nullable Double stabilityIndex) {}
