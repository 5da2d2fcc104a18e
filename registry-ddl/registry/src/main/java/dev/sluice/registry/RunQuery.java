package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for; each {@code with...} narrows it down.
 *
 * @param view null for every view
 * @param state null for every state
 * @param range of the partitions' starts; null for all
 * @param limit how many at most, the newest ones
 */
public record RunQuery(
        @Nullable ViewId view,
        @Nullable RunState state,
        @Nullable TimeRange range,
        int limit) {
    public RunQuery {
        if (limit < 1) {
            throw VocabularyError.invalid("Invalid limit: " + limit + ". Ask for at least one run.");
        }
    }

    public static RunQuery all() {
        return new RunQuery(null, null, null, Integer.MAX_VALUE);
    }

    public RunQuery withView(ViewId asked) {
        return new RunQuery(asked, state, range, limit);
    }

    public RunQuery withState(RunState asked) {
        return new RunQuery(view, asked, range, limit);
    }

    /** Only partitions that begin inside the range. */
    public RunQuery withRange(TimeRange asked) {
        return new RunQuery(view, state, asked, limit);
    }

    public RunQuery withLimit(int most) {
        return new RunQuery(view, state, range, most);
    }

    boolean matches(RunRecord run) {
        return (view == null || view.equals(run.view()))
                && (state == null || state == run.state())
                && (range == null || range.contains(run.partition().start()));
    }
}
