package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BackfillPlannerTest {
    private static final Instant NOW = Instant.parse("2001-03-05T00:00:00Z");
    private static final FeatureView VIEW = Flights.airportDelays();

    private final Registry registry = new InMemoryRegistry();
    private final Project project = at(NOW, VIEW);
    private long attempts;

    @Test
    void whatWasNeverPromotedIsMissing() {
        assertThat(planned(range("2001-03-01", "2001-03-03")))
                .containsExactly("airport_delays@1 2001-03-01: missing", "airport_delays@1 2001-03-02: missing");
    }

    @Test
    void whatIsCompletedByThisDefinitionNeedsNothing() {
        ran("2001-03-01", run -> completed(run));
        BackfillPlan plan = plan(range("2001-03-01", "2001-03-02"));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.upToDate()).isEqualTo(1);
    }

    @Test
    void eachUnfinishedStateIsAReason() {
        ran("2001-03-01", run -> run.failed("disk full", NOW));
        ran("2001-03-02", run -> run.refused("1 of 3 failed", NOW));
        ran("2001-03-03", UnaryOperator.identity());
        ran("2001-03-04", run -> run.promoted(1, 10, NOW));
        assertThat(planned(range("2001-03-01", "2001-03-05")))
                .containsExactly(
                        "airport_delays@1 2001-03-01: the last run failed",
                        "airport_delays@1 2001-03-02: the gate refused the last run",
                        "airport_delays@1 2001-03-03: the last run was interrupted",
                        "airport_delays@1 2001-03-04: the last run was interrupted");
    }

    @Test
    void anotherQueryMakesEveryPartitionStale() {
        ran("2001-03-01", run -> completed(run));
        FeatureView changed =
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 2").build(VIEW.features());
        BackfillPlan plan = BackfillPlanner.of(at(NOW, changed), registry)
                .plan(List.of(changed), range("2001-03-01", "2001-03-02"));
        assertThat(plan.reasons(changed)).isEqualTo(Map.of(Reason.DEFINITION_CHANGED, 1));
    }

    @Test
    void aPartitionThatIsNotOverIsLeftOut() {
        BackfillPlan plan = plan(range("2001-03-04", "2001-03-08"));
        assertThat(plan.partitions()).hasSize(1);
        assertThat(plan.unfinished()).isEqualTo(3);
    }

    @Test
    void askingForAPartitionThatIsNotOverSaysWhenItIs() {
        assertThatThrownBy(() -> BackfillPlanner.of(project, registry)
                        .planOne(List.of(VIEW), Instant.parse("2001-03-05T07:00:00Z")))
                .hasMessage(
                        "Cannot run airport_delays@1 for 2001-03-05: it is not over before 2001-03-06T00:00:00Z and the"
                                + " project's clock says 2001-03-05T00:00:00Z. Ask for an earlier partition, or move 'clock' in"
                                + " sluice.yaml.");
    }

    @Test
    void oneAskedForIsPlannedWhateverItsState() {
        ran("2001-03-01", run -> completed(run));
        BackfillPlan plan =
                BackfillPlanner.of(project, registry).planOne(List.of(VIEW), Instant.parse("2001-03-01T23:00:00Z"));
        assertThat(plan.partitions()).extracting(PlannedPartition::reason).containsExactly(Reason.ASKED_FOR);
    }

    @Test
    void aRangeOfCenturiesIsTakenForAMistake() {
        assertThatThrownBy(() -> plan(range("0101-03-01", "2001-03-01")))
                .hasMessageContaining("more than 100000 partitions. Check the years");
    }

    private static RunRecord completed(RunRecord run) {
        return run.promoted(1, 10, NOW).completed(1);
    }

    private BackfillPlan plan(TimeRange range) {
        return BackfillPlanner.of(project, registry).plan(List.of(VIEW), range);
    }

    private List<String> planned(TimeRange range) {
        return plan(range).partitions().stream()
                .map(planned -> planned + ": " + planned.reason())
                .toList();
    }

    private void ran(String day, UnaryOperator<RunRecord> end) {
        attempts++;
        Partition partition = Partition.parse(VIEW.granularity(), day);
        RunRecord run = registry.begin(new RunStart(
                "run-" + attempts, project.name(), VIEW.id(), partition, attempts, project.computationHash(VIEW), NOW));
        registry.update(end.apply(run));
    }

    private static TimeRange range(String from, String until) {
        return new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
    }

    private static Project at(Instant now, FeatureView view) {
        Project project = Flights.project(Path.of("/flights"), view);
        Settings settings = project.settings();
        return new Project(
                project.name(),
                project.folder(),
                new Settings(settings.lake(), settings.registry(), settings.online(), now),
                project.entities(),
                project.sources(),
                project.views(),
                project.services(),
                Map.of());
    }
}
