package dev.sluice.catalog.page;

import dev.sluice.feature.FeatureView;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.freshness.ViewFreshness;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How views stand, in words. */
final class ViewStates {
    /** The states, the worst first; what has no rows is seldom what somebody looks for. */
    static final List<String> WORST_FIRST = List.of("BREACH", "AT_RISK", "EMPTY", "PENDING", "OK");

    private ViewStates() {}

    static ViewState of(FeatureView view, @Nullable ViewFreshness freshness) {
        TimeSpan level = view.lifetime().freshness();
        String promised = level == null ? null : level.toString();
        if (freshness == null) {
            return new ViewState(
                    view.id().toString(), view.metadata().owner(), "PENDING", promised, null, null, "", null, null);
        }
        RunRecord promoted = freshness.promoted();
        String cause = freshness.cause();
        return new ViewState(
                view.id().toString(),
                view.metadata().owner(),
                freshness.state().name(),
                promised,
                seconds(freshness.dataLag()),
                promoted == null ? null : promoted.partition().toString(),
                online(freshness),
                seconds(freshness.onlineLag()),
                cause == null ? null : Secrets.masked(cause));
    }

    private static @Nullable Long seconds(@Nullable Duration lag) {
        return lag == null ? null : lag.toSeconds();
    }

    private static String online(ViewFreshness freshness) {
        MaterializationRecord last = freshness.materialized();
        if (!freshness.view().online()) {
            return "no";
        }
        return last == null ? "never" : isBehind(freshness.promoted(), last) ? "behind" : "up to date";
    }

    private static boolean isBehind(@Nullable RunRecord promoted, MaterializationRecord last) {
        return promoted != null && !last.shows(promoted);
    }

    static String worst(List<ViewState> states) {
        return WORST_FIRST.stream()
                .filter(state -> states.stream().anyMatch(one -> one.state().equals(state)))
                .findFirst()
                .orElse("PENDING");
    }
}
