package dev.sluice.catalog.page;

import org.jspecify.annotations.Nullable;

/**
 * How a view stands against its service level.
 *
 * @param state OK, AT_RISK, BREACH, EMPTY, or PENDING until it was looked at
 * @param lagSeconds since the end of the newest promoted partition; null when there is none
 * @param online no, never, behind or up to date
 * @param onlineLagSeconds the same as the lag of what is online
 * @param cause why it is not OK, and what to do; null when it is
 */
public record ViewState(
        String view,
        String owner,
        String state,
        @Nullable String serviceLevel,
        @Nullable Long lagSeconds,
        @Nullable String lastPartition,
        String online,
        @Nullable Long onlineLagSeconds,
        @Nullable String cause) {}
