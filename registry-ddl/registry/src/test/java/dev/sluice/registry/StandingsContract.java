package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.testing.Choices;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every registry tells of where views stand. */
interface StandingsContract {
    List<ViewId> VIEWS = List.of(new ViewId("a", 1), new ViewId("a", 2), new ViewId("b", 1));

    Registry registry();

    @Test
    default void aViewThatWasNeverRunStandsNowhere() {
        assertThat(registry().standings("flights", null)).isEmpty();
        assertThat(registry().standings("flights", VIEWS.get(0))).isEmpty();
    }

    /** Against what the run log says, view by view. */
    @Test
    default void standingsAreWhatTheRunLogSays() {
        Choices choices = Choices.seeded(20_010_305);
        for (int attempt = 1; attempt <= 120; attempt++) {
            run(choices, attempt);
            if (choices.chance(10)) {
                registry().record(materialization(choices));
            }
        }
        Map<ViewId, ViewStanding> all = registry().standings("flights", null);
        for (ViewId view : VIEWS) {
            assertThat(all.get(view)).isEqualTo(expected(view));
            assertThat(registry().standings("flights", view)).isEqualTo(Map.of(view, expected(view)));
        }
        assertThat(registry().standings("other", null)).containsOnlyKeys(VIEWS.get(0));
    }

    private void run(Choices choices, int attempt) {
        String project = attempt == 7 ? "other" : "flights";
        ViewId view = project.equals("other") ? VIEWS.get(0) : VIEWS.get(choices.below(VIEWS.size()));
        Partition partition = Partition.parse(Granularity.DAY, "2001-03-0" + (1 + choices.below(9)));
        RunRecord begun = registry()
                .begin(new RunStart("r" + attempt, project, view, partition, attempt, "hash", RunsContract.STARTED));
        RunRecord staged = begun.staged(10, 100, Map.of());
        RunRecord promoted = staged.judged().promoted(attempt, 10, RunsContract.FINISHED);
        registry()
                .update(choices.among(
                        begun,
                        staged,
                        staged.judged(),
                        promoted,
                        promoted.completed(attempt),
                        staged.refused("rows", RunsContract.FINISHED),
                        begun.failed("disk", RunsContract.FINISHED)));
    }

    private static MaterializationRecord materialization(Choices choices) {
        Instant at = RunsContract.FINISHED;
        return new MaterializationRecord(
                "flights",
                VIEWS.get(choices.below(VIEWS.size())),
                "table",
                0,
                choices.below(100),
                new MaterializedItems(1, 0, 0),
                at,
                at);
    }

    private ViewStanding expected(ViewId view) {
        SortedMap<Partition, RunRecord> newest = new TreeMap<>();
        registry()
                .runs("flights", RunQuery.all().withView(view))
                .forEach(run -> newest.putIfAbsent(run.partition(), run));
        newest.values().removeIf(run -> run.state().isPromoted());
        SortedMap<Partition, RunRecord> promoted =
                new TreeMap<>(registry().promoted("flights", view, TimeRange.ALWAYS));
        return new ViewStanding(
                newest,
                promoted.isEmpty() ? null : promoted.get(promoted.lastKey()),
                registry().lastMaterialization("flights", view).orElse(null));
    }
}
