package dev.sluice.registry.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Computation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A daily view whose service level is 26 hours: due every midnight, in breach at two o'clock of the day after. */
class FreshnessTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final FeatureView READER = reader();

    private final Registry registry = new InMemoryRegistry();
    private final Project project = new Project(
            "flights",
            Path.of("/flights"),
            Settings.defaults("flights"),
            List.of(Flights.AIRPORT),
            List.of(
                    Flights.FLIGHTS,
                    new Source(
                            "delays",
                            SourceFormat.DELTA,
                            "lake/features/airport_delays/v1",
                            "event_time",
                            Map.of(),
                            List.of(),
                            Metadata.NONE)),
            List.of(VIEW, READER),
            List.of(),
            Map.of());
    private long attempts;

    private static FeatureView reader() {
        FeatureView plain = Flights.routeDelays();
        Computation computation = new Computation(
                List.of(new SourceUse("delays", TimeSpan.ZERO)),
                new Transform.Sql("reader.sql", "SELECT 1"),
                Schedule.parse("daily"));
        return new FeatureView(
                plain.id(),
                plain.entity(),
                computation,
                plain.features(),
                plain.lifetime(),
                plain.placement(),
                plain.suite(),
                plain.metadata(),
                plain.origin());
    }

    private RunRecord begun(FeatureView view, String day) {
        attempts++;
        Partition partition = Partition.parse(view.granularity(), day);
        return registry.begin(
                new RunStart("run-" + attempts, "flights", view.id(), partition, attempts, "hash", partition.end()));
    }

    private void promoted(FeatureView view, String day, long latest) {
        RunRecord run = begun(view, day);
        registry.update(run.staged(1, 1, Map.of())
                .promoted(latest, 1, run.partition().end())
                .completed(latest));
    }

    private void materialized(FeatureView view, long version) {
        registry.record(new MaterializationRecord(
                "flights",
                view.id(),
                "table",
                0,
                version,
                new MaterializedItems(1, 0, 0),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    private ViewFreshness at(FeatureView view, String now) {
        return new Freshness(project, registry, Instant.parse(now)).of(view);
    }

    private FreshnessState state(String now) {
        return at(VIEW, now).state();
    }

    @Test
    void aViewThatWasNeverPromotedIsEmpty() {
        assertThat(at(VIEW, "2001-03-02T00:00:00Z"))
                .extracting(ViewFreshness::state, ViewFreshness::cause, ViewFreshness::dataLag)
                .containsExactly(FreshnessState.EMPTY, "nothing was ever run", null);
        registry.update(begun(VIEW, "2001-03-01").refused("no rows", Instant.EPOCH));
        assertThat(at(VIEW, "2001-03-02T00:00:00Z").cause()).isEqualTo("2001-03-01 was refused by the gate: no rows");
    }

    @Test
    void itIsAtRiskFromTheMiddleOfTheTimeThatIsLeftAndInBreachAfterTheLevel() {
        promoted(VIEW, "2001-03-01", 1);
        assertThat(state("2001-03-02T00:00:00Z")).isEqualTo(FreshnessState.OK);
        assertThat(state("2001-03-03T01:00:00Z")).isEqualTo(FreshnessState.OK);
        assertThat(state("2001-03-03T01:00:01Z")).isEqualTo(FreshnessState.AT_RISK);
        assertThat(state("2001-03-03T02:00:00Z")).isEqualTo(FreshnessState.AT_RISK);
        ViewFreshness late = at(VIEW, "2001-03-03T02:00:01Z");
        assertThat(late.state()).isEqualTo(FreshnessState.BREACH);
        assertThat(late.dataLag()).isEqualTo(Duration.ofHours(26).plusSeconds(1));
        assertThat(late.cause())
                .isEqualTo("2001-03-02 ended at 2001-03-03T00:00:00Z and no run of it has begun: see whether its DAG"
                        + " runs, or `sluice run airport_delays@1 --at 2001-03-02`");
    }

    @Test
    void aRunThatFailedPutsItAtRiskAtOnceAndIsTheCause() {
        promoted(VIEW, "2001-03-01", 1);
        RunRecord next = begun(VIEW, "2001-03-02");
        assertThat(state("2001-03-03T00:01:00Z")).isEqualTo(FreshnessState.OK);
        assertThat(at(VIEW, "2001-03-03T03:00:00Z").cause())
                .isEqualTo("2001-03-02 is being run since 2001-03-03T00:00:00Z");
        registry.update(next.failed("out of memory", Instant.parse("2001-03-03T00:00:30Z")));
        ViewFreshness seen = at(VIEW, "2001-03-03T00:01:00Z");
        assertThat(seen.state()).isEqualTo(FreshnessState.AT_RISK);
        assertThat(seen.cause()).isEqualTo("2001-03-02 failed: out of memory");
        assertThat(seen.problems()).hasSize(1);
        promoted(VIEW, "2001-03-02", 2);
        seen = at(VIEW, "2001-03-03T00:02:00Z");
        assertThat(seen.state()).isEqualTo(FreshnessState.OK);
        assertThat(seen.cause()).isNull();
        assertThat(seen.problems()).isEmpty();
    }

    @Test
    void onlineValuesThatLagBehindBreachTooAndSayWhatToDo() {
        promoted(VIEW, "2001-03-01", 1);
        materialized(VIEW, 1);
        promoted(VIEW, "2001-03-02", 2);
        ViewFreshness late = at(VIEW, "2001-03-03T03:00:00Z");
        assertThat(late.state()).isEqualTo(FreshnessState.BREACH);
        assertThat(late.dataLag()).isEqualTo(Duration.ofHours(3));
        assertThat(late.onlineLag()).isEqualTo(Duration.ofHours(27));
        assertThat(late.cause())
                .isEqualTo("online values end with 2001-03-01, the lake's with 2001-03-02: run `sluice materialize"
                        + " airport_delays`");
        materialized(VIEW, 2);
        assertThat(state("2001-03-03T03:00:00Z")).isEqualTo(FreshnessState.OK);
    }

    @Test
    void aReaderThatIsLateBecauseOfWhatItReadsNamesIt() {
        promoted(VIEW, "2001-03-01", 1);
        promoted(READER, "2001-03-01", 1);
        assertThat(at(READER, "2001-03-04T00:00:00Z").cause())
                .isEqualTo("2001-03-02 was not run; airport_delays@1, which it reads, has no rows of it yet");
        promoted(VIEW, "2001-03-02", 2);
        assertThat(at(READER, "2001-03-04T00:00:00Z").cause()).contains("no run of it has begun");
    }

    @Test
    void aReplacedPartitionThatIsRefusedKeepsItsRowsAndItsAge() {
        promoted(VIEW, "2001-03-01", 1);
        registry.update(begun(VIEW, "2001-03-01").refused("worse", Instant.EPOCH));
        ViewFreshness seen = at(VIEW, "2001-03-02T01:00:00Z");
        assertThat(seen.state()).isEqualTo(FreshnessState.OK);
        assertThat(seen.dataLag()).isEqualTo(Duration.ofHours(1));
        assertThat(seen.problems()).hasSize(1);
    }
}
