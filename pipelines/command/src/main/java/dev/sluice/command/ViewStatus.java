package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a view stands.
 *
 * @param newest the newest promoted run, null when there is none
 * @param materialized the last time that it was brought to the online store, null when it never was
 */
record ViewStatus(
        FeatureView view,
        State state,
        @Nullable RunRecord newest,
        Instant now,
        @Nullable MaterializationRecord materialized,
        List<String> problems) {
    /** Against the freshness service level. */
    enum State {
        OK,
        BREACH,
        EMPTY
    }

    static ViewStatus of(Project project, FeatureView view, Registry registry) {
        Map<Partition, RunRecord> newestRuns = newestRuns(project, view, registry);
        Optional<RunRecord> newest = newestRuns.values().stream()
                .filter(run -> run.state() == RunState.COMPLETED || run.state() == RunState.PROMOTED)
                .max((left, right) -> left.partition().compareTo(right.partition()));
        Instant now = project.settings().clock().instant();
        return new ViewStatus(
                view,
                newest.map(run -> stateOf(view, run, now)).orElse(State.EMPTY),
                newest.orElse(null),
                now,
                registry.lastMaterialization(project.name(), view.id()).orElse(null),
                problems(newestRuns));
    }

    private static Map<Partition, RunRecord> newestRuns(Project project, FeatureView view, Registry registry) {
        Map<Partition, RunRecord> newest = new HashMap<>();
        registry.runs(project.name(), RunQuery.all().withView(view.id()))
                .forEach(run -> newest.putIfAbsent(run.partition(), run));
        return newest;
    }

    private static State stateOf(FeatureView view, RunRecord run, Instant now) {
        TimeSpan freshness = view.lifetime().freshness();
        boolean late = freshness != null
                && Duration.between(run.partition().end(), now).compareTo(freshness.duration()) > 0;
        return late ? State.BREACH : State.OK;
    }

    private static List<String> problems(Map<Partition, RunRecord> newestRuns) {
        return newestRuns.values().stream()
                .filter(run -> run.state() == RunState.REFUSED || run.state() == RunState.FAILED)
                .sorted((left, right) -> right.partition().compareTo(left.partition()))
                .map(run -> run.partition() + " " + run.state() + ": " + run.error())
                .toList();
    }

    String lastPartition() {
        return newest == null ? "-" : newest.partition().toString();
    }

    String age() {
        return newest == null ? "-" : hours(Duration.between(newest.partition().end(), now));
    }

    String serviceLevel() {
        TimeSpan freshness = view.lifetime().freshness();
        return freshness == null ? "-" : freshness.toString();
    }

    String online() {
        if (!view.online()) {
            return "no";
        }
        return materialized == null ? "never" : isBehind(materialized) ? "behind" : "up to date";
    }

    private boolean isBehind(MaterializationRecord last) {
        Long latest = newest == null ? null : newest.versions().latest();
        return newest != null && (latest == null || latest > last.toVersion());
    }

    private static String hours(Duration age) {
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }

    Map<String, ?> json() {
        return JsonDocument.of("view", view.id())
                .with("state", state.name())
                .with(
                        "last_partition",
                        newest == null ? null : newest.partition().toString())
                .with(
                        "age_seconds",
                        newest == null
                                ? null
                                : Duration.between(newest.partition().end(), now)
                                        .toSeconds())
                .with("service_level", view.lifetime().freshness() == null ? null : serviceLevel())
                .with("online", online())
                .with("problems", problems)
                .members();
    }
}
