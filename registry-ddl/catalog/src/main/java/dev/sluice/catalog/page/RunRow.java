package dev.sluice.catalog.page;

import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param seconds that it took, or has taken so far
 * @param step how many of the {@link #STEPS} steps are done
 */
public record RunRow(
        String run,
        String view,
        String partition,
        String state,
        String startedAt,
        double seconds,
        long rows,
        int step,
        @Nullable String error) {
    /** Computed, judged, promoted, shown by latest. */
    public static final int STEPS = 4;

    public boolean isRunning() {
        return step < STEPS && error == null;
    }
}
