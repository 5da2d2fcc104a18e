package dev.sluice.command;

import dev.sluice.registry.freshness.FreshnessState;
import dev.sluice.registry.freshness.ViewFreshness;
import dev.sluice.time.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How views stand, in Prometheus' text format 0.0.4. All are gauges; ages and levels are in seconds. */
record FreshnessMetrics(String project, List<ViewFreshness> views) {
    void print(Terminal terminal) {
        metric(
                "sluice_view_data_age_seconds",
                "Time since the end of the newest promoted partition.",
                view -> seconds(view.dataLag()),
                terminal);
        metric(
                "sluice_view_online_age_seconds",
                "Time since the end of the newest partition that is in the online store.",
                view -> seconds(view.onlineLag()),
                terminal);
        metric(
                "sluice_view_service_level_seconds",
                "How old the newest value may be.",
                FreshnessMetrics::level,
                terminal);
        metric(
                "sluice_view_promoted_timestamp_seconds",
                "When the newest partition was promoted.",
                view -> view.promoted() == null ? null : time(view.promoted().finishedAt()),
                terminal);
        metric(
                "sluice_view_materialized_timestamp_seconds",
                "When the view was brought to the online store last.",
                view -> view.materialized() == null
                        ? null
                        : time(view.materialized().finishedAt()),
                terminal);
        metric(
                "sluice_view_problems",
                "Partitions whose last run failed or was refused.",
                view -> BigDecimal.valueOf(view.problems().size()),
                terminal);
        head("sluice_view_state", "1 for the state that the view is in, 0 for the others.", terminal);
        views.forEach(view -> Arrays.stream(FreshnessState.values())
                .forEach(state -> terminal.line("sluice_view_state{" + labels(view) + ",state=\""
                        + state.name().toLowerCase(Locale.ROOT) + "\"} " + (view.state() == state ? 1 : 0))));
    }

    private void metric(
            String name, String help, Function<ViewFreshness, @Nullable BigDecimal> value, Terminal terminal) {
        head(name, help, terminal);
        for (ViewFreshness view : views) {
            BigDecimal number = value.apply(view);
            if (number != null) {
                terminal.line(name + "{" + labels(view) + "} " + number.toPlainString());
            }
        }
    }

    private static void head(String name, String help, Terminal terminal) {
        terminal.line("# HELP " + name + " " + help);
        terminal.line("# TYPE " + name + " gauge");
    }

    /** Names are identifiers: nothing in them needs escaping. */
    private String labels(ViewFreshness view) {
        return "project=\"" + project + "\",view=\"" + view.view().name() + "\",version=\""
                + view.view().version() + "\"";
    }

    private static @Nullable BigDecimal level(ViewFreshness view) {
        TimeSpan level = view.view().lifetime().freshness();
        return level == null ? null : seconds(level.duration());
    }

    private static @Nullable BigDecimal seconds(@Nullable Duration age) {
        return age == null ? null : BigDecimal.valueOf(age.toSeconds());
    }

    private static @Nullable BigDecimal time(@Nullable Instant at) {
        return at == null ? null : BigDecimal.valueOf(at.toEpochMilli(), 3);
    }
}
