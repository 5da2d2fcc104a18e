package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.freshness.ViewFreshness;
import dev.sluice.time.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a view stands, in words.
 *
 * @param deadLetters how many of its rows could not be materialized
 * @param letterFile where these are
 */
record ViewStatus(ViewFreshness freshness, int deadLetters, Path letterFile) {
    static ViewStatus of(Project project, ViewFreshness freshness) {
        DeadLetterFile letters = DeadLetterFile.of(project.folder(), freshness.view());
        return new ViewStatus(freshness, letters.of(freshness.view().id()).size(), letters.file());
    }

    void addTo(TextTable table, Terminal terminal) {
        table.row(
                freshness.view().id(),
                terminal.state(freshness.state().name()),
                lastPartition() == null ? "-" : lastPartition(),
                age(freshness.dataLag()),
                serviceLevel() == null ? "-" : serviceLevel(),
                online(),
                age(freshness.onlineLag()),
                problems().isEmpty() ? "-" : problems().size());
    }

    /** What is to be said below the table. */
    List<String> lines() {
        List<String> problems = problems();
        String cause = freshness.cause();
        return cause == null || problems.stream().anyMatch(problem -> isTold(cause, problem))
                ? problems
                : Stream.concat(Stream.of(cause), problems.stream()).toList();
    }

    private static boolean isTold(String cause, String problem) {
        int reason = problem.indexOf(": ");
        return cause.endsWith(problem.substring(reason));
    }

    private List<String> problems() {
        Stream<String> runs =
                freshness.problems().stream().map(run -> run.partition() + " " + run.state() + ": " + run.error());
        return Stream.concat(runs, unfitRows()).toList();
    }

    private Stream<String> unfitRows() {
        return deadLetters == 0
                ? Stream.empty()
                : Stream.of(deadLetters + " rows could not be materialized: " + letterFile);
    }

    private @Nullable String lastPartition() {
        RunRecord promoted = freshness.promoted();
        return promoted == null ? null : promoted.partition().toString();
    }

    private @Nullable String serviceLevel() {
        TimeSpan level = freshness.view().lifetime().freshness();
        return level == null ? null : level.toString();
    }

    private String online() {
        MaterializationRecord last = freshness.materialized();
        if (!freshness.view().online()) {
            return "no";
        }
        return last == null ? "never" : isBehind(last) ? "behind" : "up to date";
    }

    private boolean isBehind(MaterializationRecord last) {
        RunRecord promoted = freshness.promoted();
        return promoted != null && !last.shows(promoted);
    }

    private static String age(@Nullable Duration age) {
        return age == null ? "-" : age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }

    private static @Nullable Long seconds(@Nullable Duration lag) {
        return lag == null ? null : lag.toSeconds();
    }

    private @Nullable Instant promotedAt() {
        RunRecord promoted = freshness.promoted();
        return promoted == null ? null : promoted.finishedAt();
    }

    private @Nullable Instant materializedAt() {
        MaterializationRecord last = freshness.materialized();
        return last == null ? null : last.finishedAt();
    }

    Map<String, ?> json() {
        return JsonDocument.of("view", freshness.view().id())
                .with("state", freshness.state().name())
                .with("cause", freshness.cause())
                .with("last_partition", lastPartition())
                .with("promoted_at", promotedAt())
                .with("materialized_at", materializedAt())
                .with("age_seconds", seconds(freshness.dataLag()))
                .with("online_age_seconds", seconds(freshness.onlineLag()))
                .with("service_level", serviceLevel())
                .with("online", online())
                .with("problems", problems())
                .members();
    }
}
