package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.freshness.FreshnessState;
import dev.sluice.registry.freshness.ViewFreshness;
import dev.sluice.time.TimeSpan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How views stand, in Prometheus' text format 0.0.4. All are gauges; ages and levels are in seconds. */
record FreshnessMetrics(String project, List<ViewStatus> views) {
    void print(Terminal terminal) {
        ages(terminal);
        times(terminal);
        faults(terminal);
        states(terminal);
    }

    private void ages(Terminal terminal) {
        metric(
                "sluice_view_data_age_seconds",
                "Time since the end of the newest promoted partition.",
                status -> seconds(status.freshness().dataLag()),
                terminal);
        metric(
                "sluice_view_online_age_seconds",
                "Time since the end of the newest partition that is in the online store.",
                status -> seconds(status.freshness().onlineLag()),
                terminal);
        metric(
                "sluice_view_service_level_seconds",
                "How old the newest value may be.",
                status -> level(status.freshness()),
                terminal);
    }

    private void times(Terminal terminal) {
        metric(
                "sluice_view_promoted_timestamp_seconds",
                "When the newest partition was promoted.",
                status -> promotedAt(status.freshness()),
                terminal);
        metric(
                "sluice_view_materialized_timestamp_seconds",
                "When the view was brought to the online store last.",
                status -> materializedAt(status.freshness()),
                terminal);
    }

    private void faults(Terminal terminal) {
        metric(
                "sluice_view_problems",
                "Partitions whose last run failed or was refused.",
                status -> BigDecimal.valueOf(status.freshness().problems().size()),
                terminal);
        metric(
                "sluice_view_dead_letters",
                "Rows that could not be materialized and wait until they are mended.",
                status -> BigDecimal.valueOf(status.deadLetters()),
                terminal);
        metric(
                "sluice_view_online_missing",
                "Of views with online: true, 1 when partitions are promoted and none of them is online, else 0.",
                status -> isOnlineMissing(status.freshness()),
                terminal);
    }

    private void states(Terminal terminal) {
        head("sluice_view_state", "1 for the state that the view is in, 0 for the others.", terminal);
        for (ViewStatus status : views) {
            for (FreshnessState state : FreshnessState.values()) {
                terminal.line("sluice_view_state{" + labels(status) + ",state=\""
                        + state.name().toLowerCase(Locale.ROOT) + "\"} "
                        + (status.freshness().state() == state ? 1 : 0));
            }
        }
    }

    private void metric(String name, String help, Function<ViewStatus, @Nullable BigDecimal> value, Terminal terminal) {
        head(name, help, terminal);
        for (ViewStatus status : views) {
            BigDecimal number = value.apply(status);
            if (number != null) {
                terminal.line(name + "{" + labels(status) + "} " + number.toPlainString());
            }
        }
    }

    private static void head(String name, String help, Terminal terminal) {
        terminal.line("# HELP " + name + " " + help);
        terminal.line("# TYPE " + name + " gauge");
    }

    /** Names are identifiers: nothing in them needs escaping. */
    private String labels(ViewStatus status) {
        FeatureView view = status.freshness().view();
        return "project=\"" + project + "\",view=\"" + view.name() + "\",version=\"" + view.version() + "\"";
    }

    private static @Nullable BigDecimal level(ViewFreshness view) {
        TimeSpan level = view.view().lifetime().freshness();
        return level == null ? null : seconds(level.duration());
    }

    private static @Nullable BigDecimal promotedAt(ViewFreshness view) {
        RunRecord promoted = view.promoted();
        return promoted == null ? null : time(promoted.finishedAt());
    }

    private static @Nullable BigDecimal materializedAt(ViewFreshness view) {
        MaterializationRecord last = view.materialized();
        return last == null ? null : time(last.finishedAt());
    }

    private static @Nullable BigDecimal isOnlineMissing(ViewFreshness view) {
        if (!view.view().online()) {
            return null;
        }
        return view.promoted() != null && view.onlineLag() == null ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static @Nullable BigDecimal seconds(@Nullable Duration age) {
        return age == null ? null : BigDecimal.valueOf(age.toSeconds());
    }

    private static @Nullable BigDecimal time(@Nullable Instant at) {
        return at == null ? null : BigDecimal.valueOf(at.toEpochMilli(), 3);
    }
}
