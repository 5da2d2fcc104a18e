package dev.sluice.catalog.page;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.VocabularyError;
import dev.sluice.project.Project;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of runs.
 *
 * @param clock the system's now, by which runs count their seconds
 */
record RunPages(Contents contents, Registry registry, Instant clock) {
    private static final int MOST_RUNS = 100;
    private static final double MILLIS = 1e3;

    RunsPage runs(@Nullable String view, @Nullable String state) {
        RunQuery query = RunQuery.all().withLimit(MOST_RUNS);
        query = view == null ? query : query.withView(ViewId.parse(view));
        query = state == null ? query : query.withState(state(state));
        List<RunRow> rows = registry.runs(contents.project().name(), query).stream()
                .map(this::row)
                .toList();
        return new RunsPage(
                view, state, (int) rows.stream().filter(RunRow::isRunning).count(), rows);
    }

    private static RunState state(String name) {
        return Arrays.stream(RunState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> VocabularyError.invalid(
                        "Invalid state: '" + name + "'. It is one of " + Arrays.toString(RunState.values()) + "."));
    }

    private RunRow row(RunRecord run) {
        String error = run.error();
        return new RunRow(
                run.runId(),
                run.view().toString(),
                run.partition().toString(),
                run.state().name(),
                run.startedAt().toString(),
                run.finishedAt() == null
                        ? Duration.between(run.startedAt(), clock).toMillis() / MILLIS
                        : run.measures().seconds(),
                run.measures().rowsStaged(),
                step(run.state()),
                error == null ? null : Secrets.masked(error));
    }

    private static int step(RunState state) {
        return switch (state) {
            case COMPUTING, FAILED -> 0;
            case STAGED, REFUSED -> 1;
            case JUDGED -> 2;
            case PROMOTED -> 3;
            case COMPLETED -> RunRow.STEPS;
        };
    }

    RunPage run(String id) {
        Project project = contents.project();
        RunRecord run = registry.run(id)
                .filter(found -> found.project().equals(project.name()))
                .orElseThrow(() -> PageError.NOT_FOUND.problem("Unknown run: '" + id + "'."));
        List<GateResult> results = registry.gateResults(id);
        return new RunPage(
                row(run),
                run.attempt(),
                Optional.ofNullable(run.finishedAt()).map(Instant::toString).orElse(null),
                run.measures().bytesStaged(),
                run.measures().rowsPromoted(),
                run.versions().promoted(),
                run.versions().inputs(),
                results.stream().map(RunPages::finding).toList(),
                results.isEmpty()
                        ? null
                        : Secrets.masked(LakeLayout.of(
                                        project.folder(), project.settings().lake())
                                .validationResult(run.view(), id)));
    }

    private static RunPage.Finding finding(GateResult result) {
        return new RunPage.Finding(
                result.expectation(),
                result.severity().name(),
                GateHistories.word(result),
                GateHistories.observed(result),
                result.elementCount(),
                result.unexpectedCount());
    }
}
