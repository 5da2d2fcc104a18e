package dev.sluice.project;

import org.jspecify.annotations.Nullable;

/**
 * Above which size a second person approves a backfill; null where nobody asks.
 *
 * @param cost in the currency of the prices
 * @param bytes read from sources
 */
public record ApprovalThresholds(
        @Nullable Double cost,
        @Nullable Long bytes,
        @Nullable Long partitions) {
    public static final ApprovalThresholds NONE = new ApprovalThresholds(null, null, null);

    public boolean isNone() {
        return equals(NONE);
    }
}
