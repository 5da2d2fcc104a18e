package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every registry does with runs. */
interface RunsContract {
    ViewId VIEW = new ViewId("airport_delays", 1);
    Instant STARTED = Instant.parse("2026-01-05T08:00:00.123456Z");
    Instant FINISHED = Instant.parse("2026-01-05T08:00:01.623456Z");

    Registry registry();

    static Partition day(String day) {
        return Partition.parse(Granularity.DAY, day);
    }

    static RunStart start(String runId, String day, long attempt) {
        return new RunStart(runId, "flights", VIEW, day(day), attempt, "hash", STARTED);
    }

    private static TimeRange range(String from, String until) {
        return new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
    }

    private List<String> ids(RunQuery query) {
        return registry().runs("flights", query).stream().map(RunRecord::runId).toList();
    }

    private void promote(String runId, String day, long attempt) {
        RunRecord run = registry().begin(start(runId, day, attempt));
        registry().update(run.staged(10, 100, Map.of()).judged().promoted(4, 10, FINISHED));
    }

    @Test
    default void aRunThatHasBegunIsComputing() {
        RunRecord run = registry().begin(start("r1", "2001-03-05", 1));
        assertThat(run.state()).isEqualTo(RunState.COMPUTING);
        assertThat(registry().run("r1")).contains(run);
        assertThat(registry().newestRun(VIEW, day("2001-03-05"), "flights")).contains(run);
    }

    @Test
    default void anUnknownRunIsEmpty() {
        assertThat(registry().run("r1")).isEmpty();
        assertThat(registry().newestRun(VIEW, day("2001-03-05"), "flights")).isEmpty();
    }

    @Test
    default void everyStepOfARunIsKept() {
        RunRecord run = registry().begin(start("r1", "2001-03-05", 1));
        RunRecord staged = run.staged(10, 2_000_000_000_000L, Map.of("flights", "sha256:ab", "\"späte\"\n", "7"));
        RunRecord judged = staged.judged();
        RunRecord promoted = judged.promoted(4, 10, FINISHED);
        for (RunRecord step : List.of(staged, judged, promoted, promoted.completed(9))) {
            registry().update(step);
            assertThat(registry().run("r1")).contains(step);
        }
        assertThat(promoted.measures()).isEqualTo(new RunMeasures(10, 2_000_000_000_000L, 10, 1.5));
    }

    @Test
    default void aRunThatFailedSaysWhy() {
        RunRecord run = registry().begin(start("r1", "2001-03-05", 1));
        registry().update(run.failed("Cannot read source flights: it's \"gone\"", FINISHED));
        RunRecord failed = registry().run("r1").orElseThrow();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.error()).isEqualTo("Cannot read source flights: it's \"gone\"");
        assertThat(failed.finishedAt()).isEqualTo(FINISHED);
        assertThat(failed.versions().promoted()).isNull();
    }

    @Test
    default void aRunThatNeverBeganCannotBeUpdated() {
        assertThatThrownBy(() -> registry().update(RunRecord.begun(start("r1", "2001-03-05", 1))))
                .hasMessage("Unknown run: 'r1'. A run begins before anything is recorded of it.");
    }

    @Test
    default void theSameStartCanBeWrittenAgain() {
        registry().begin(start("r1", "2001-03-05", 1));
        assertThat(registry().begin(start("r1", "2001-03-05", 1)).runId()).isEqualTo("r1");
        assertThat(ids(RunQuery.all())).containsExactly("r1");
    }

    @Test
    default void anIdBelongsToOneRun() {
        registry().begin(start("r1", "2001-03-05", 1));
        assertThatThrownBy(() -> registry().begin(start("r1", "2001-03-06", 1)))
                .hasMessage("Cannot begin run r1 of airport_delays@1 for 2001-03-06: a run with this id has begun "
                        + "already, of airport_delays@1 for 2001-03-05. Give each run an id of its own.");
    }

    @Test
    default void anOlderAttemptCannotBeginAfterANewerOne() {
        registry().begin(start("r3", "2001-03-05", 3));
        for (long attempt : List.of(2L, 3L)) {
            assertThatThrownBy(() -> registry().begin(start("r2", "2001-03-05", attempt)))
                    .hasMessage("Cannot begin run r2 of airport_delays@1 for 2001-03-05: its attempt " + attempt
                            + " is not newer than attempt 3, with which run r3 has begun. Another process took the "
                            + "partition over; run it again under a new lease.");
        }
        assertThat(ids(RunQuery.all())).containsExactly("r3");
    }

    @Test
    default void theNewestRunIsTheOneThatBeganLastHoweverItEnded() {
        promote("r1", "2001-03-05", 1);
        RunRecord second = registry().begin(start("r2", "2001-03-05", 2));
        registry().update(second.failed("boom", FINISHED));
        assertThat(registry().newestRun(VIEW, day("2001-03-05"), "flights").map(RunRecord::runId))
                .contains("r2");
    }

    @Test
    default void runsComeNewestFirst() {
        registry().begin(start("r1", "2001-03-06", 1));
        registry().begin(start("r2", "2001-03-05", 1));
        registry().begin(start("r3", "2001-03-05", 2));
        assertThat(ids(RunQuery.all())).containsExactly("r3", "r2", "r1");
        assertThat(ids(RunQuery.all().withLimit(2))).containsExactly("r3", "r2");
    }

    @Test
    default void runsAreFoundByViewStateAndRange() {
        promote("r1", "2001-03-05", 1);
        registry().begin(start("r2", "2001-03-06", 1));
        ViewId other = new ViewId("airport_delays", 2);
        registry().begin(new RunStart("r3", "flights", other, day("2001-03-05"), 1, "hash", STARTED.plusSeconds(1)));
        assertThat(ids(RunQuery.all().withView(VIEW))).containsExactly("r2", "r1");
        assertThat(ids(RunQuery.all().withView(other))).containsExactly("r3");
        assertThat(ids(RunQuery.all().withState(RunState.PROMOTED))).containsExactly("r1");
        assertThat(ids(RunQuery.all().withRange(range("2001-03-05", "2001-03-06"))))
                .containsExactly("r3", "r1");
        assertThat(ids(RunQuery.all().withView(VIEW).withRange(range("2001-03-06", "2001-03-07"))))
                .containsExactly("r2");
        assertThat(registry().runs("other", RunQuery.all())).isEmpty();
    }

    @Test
    default void ofEachPartitionTheNewestPromotedRunCounts() {
        promote("r1", "2001-03-05", 1);
        promote("r2", "2001-03-05", 2);
        registry().begin(start("r3", "2001-03-05", 3));
        promote("r4", "2001-03-04", 1);
        registry().update(registry().run("r4").orElseThrow().completed(1));
        promote("r5", "2001-03-06", 1);
        assertThat(registry().promoted("flights", VIEW, range("2001-03-04", "2001-03-06")))
                .extractingFromEntries(
                        entry -> entry.getKey() + " " + entry.getValue().runId())
                .containsExactly("2001-03-04 r4", "2001-03-05 r2");
    }

    @Test
    default void aPartitionCountsAsRefusedUntilItIsPromotedWhateverElseBecameOfItsRuns() {
        refuse("r1", "2001-03-04", 1);
        refuse("r2", "2001-03-05", 1);
        refuse("r3", "2001-03-05", 2);
        registry().update(registry().begin(start("r4", "2001-03-05", 3)).failed("boom", FINISHED));
        registry().begin(start("r5", "2001-03-05", 4));
        promote("r6", "2001-03-06", 1);
        refuse("r7", "2001-03-06", 2);
        refuse("r8", "2001-03-07", 1);
        promote("r9", "2001-03-07", 2);
        assertThat(registry().refused("flights", VIEW, range("2001-03-05", "2001-03-08")))
                .extractingFromEntries(
                        entry -> entry.getKey() + " " + entry.getValue().runId())
                .containsExactly("2001-03-05 r3", "2001-03-06 r7");
        assertThat(registry().refused("other", VIEW, range("2001-03-05", "2001-03-08")))
                .isEmpty();
        registry().update(registry().run("r5").orElseThrow().promoted(1, 1, FINISHED));
        assertThat(registry().refused("flights", VIEW, range("2001-03-05", "2001-03-06")))
                .isEmpty();
    }

    private void refuse(String id, String day, long attempt) {
        registry().update(registry().begin(start(id, day, attempt)).refused("1 of 3 expectations failed", FINISHED));
    }

    @Test
    default void partitionsOfHoursAndTimesBefore1970Work() {
        Partition hour = Partition.parse(Granularity.HOUR, "1969-12-31T23");
        RunRecord run = registry().begin(new RunStart("r1", "flights", VIEW, hour, 1, "hash", STARTED));
        assertThat(registry().newestRun(VIEW, hour, "flights")).contains(run);
        assertThat(registry().newestRun(VIEW, day("1969-12-31"), "flights")).isEmpty();
    }

    @Test
    default void timesAreKeptInMicroseconds() {
        Instant nanos = STARTED.plusNanos(999);
        RunRecord run = registry().begin(new RunStart("r1", "flights", VIEW, day("2001-03-05"), 1, "hash", nanos));
        registry().update(run.failed("boom", FINISHED.plusNanos(1)));
        RunRecord kept = registry().run("r1").orElseThrow();
        assertThat(List.of(run.startedAt(), kept.startedAt())).containsOnly(STARTED);
        assertThat(kept.finishedAt()).isEqualTo(FINISHED);
    }
}
