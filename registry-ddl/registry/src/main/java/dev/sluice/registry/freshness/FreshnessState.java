package dev.sluice.registry.freshness;

/** How a view stands against its service level, the better first. */
public enum FreshnessState {
    /** Within it, or none is promised. */
    OK,
    /** Within it, but the next partition is over, and has failed or leaves less than half of the time. */
    AT_RISK,
    /** The newest value, in the lake or online, is older than promised. */
    BREACH,
    /** Nothing was ever promoted. */
    EMPTY;

    /** The worse of two. */
    FreshnessState or(FreshnessState other) {
        return compareTo(other) < 0 ? other : this;
    }
}
