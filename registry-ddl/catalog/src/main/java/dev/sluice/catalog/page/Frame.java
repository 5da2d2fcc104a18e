package dev.sluice.catalog.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param section the part of the catalog that it belongs to: home, search, runs or nothing
 * @param address of the page
 * @param asOf when the definitions and the freshness of all views were looked at
 * @param replayClock the fixed "now" of a project that replays history; null for the system's clock
 * @param assets changes whenever a file that pages load does
 * @param notice something that readers should know; null when there is nothing
 */
public record Frame(
        String project,
        String section,
        String title,
        String address,
        Instant asOf,
        @Nullable Instant replayClock,
        String assets,
        @Nullable String notice) {
    /** The address of the same as JSON. */
    public String json() {
        return "/api" + address;
    }
}
