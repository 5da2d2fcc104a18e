package dev.sluice.catalog.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest runs.
 *
 * @param view the only view whose runs are shown; null for all
 * @param state the only state; null for all
 * @param running how many of them have not ended
 */
public record RunsPage(@Nullable String view, @Nullable String state, int running, List<RunRow> runs) implements Page {
    /** The states by which they can be narrowed down. */
    public List<String> states() {
        return List.of("COMPUTING", "STAGED", "JUDGED", "PROMOTED", "COMPLETED", "REFUSED", "FAILED");
    }

    /** The address of the same runs in another state; null for all. */
    public String narrowed(@Nullable String other) {
        String ofView = view == null ? "/runs" : "/runs?view=" + view;
        return other == null ? ofView : ofView + (view == null ? "?" : "&") + "state=" + other;
    }
}
