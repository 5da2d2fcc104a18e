package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Activation.Cause;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionSwitchTest {
    private static final Instant NOW = Instant.parse("2001-03-10T00:00:00Z");
    private static final FeatureView FIRST = Flights.airportDelays();
    private static final FeatureView SECOND = Flights.inVersion(FIRST, 2);
    private static final FeatureView THIRD = Flights.inVersion(FIRST, 3);

    private final Registry registry = new InMemoryRegistry();
    private final Project project = Flights.project(Path.of("/flights"), FIRST, SECOND, THIRD, Flights.routeDelays());
    private long attempts;

    @BeforeEach
    void theFirstVersionIsActiveAndHasTwoDays() {
        registry.apply(Flights.project(Path.of("/flights"), FIRST), NOW);
        registry.apply(project, NOW);
        completed(FIRST, "2001-03-01");
        completed(FIRST, "2001-03-02");
    }

    private void completed(FeatureView view, String at) {
        registry.update(begun(view, at, project.computationHash(view))
                .staged(1, 1, Map.of())
                .promoted(1, 1, NOW)
                .completed(1));
    }

    private RunRecord begun(FeatureView view, String at, String hash) {
        attempts++;
        Partition partition = Partition.parse(view.granularity(), at);
        return registry.begin(
                new RunStart("run-" + attempts, project.name(), view.id(), partition, attempts, hash, NOW));
    }

    private List<String> advanced() {
        return VersionSwitch.of(project, registry).advance(project.views(), NOW).stream()
                .map(ViewId::toString)
                .toList();
    }

    private VersionProgress progress(FeatureView view) {
        return VersionSwitch.of(project, registry).progress(view);
    }

    @Test
    void readersStayUntilTheNewVersionHasEveryPartition() {
        completed(SECOND, "2001-03-02");
        assertThat(advanced()).isEmpty();
        assertThat(progress(SECOND)).hasToString("1 of 2");
        completed(SECOND, "2001-03-03");
        assertThat(advanced()).isEmpty();
        completed(SECOND, "2001-03-01");
        assertThat(advanced()).containsExactly("airport_delays@2");
        assertThat(registry.following(project).active()).containsEntry("airport_delays", 2);
        assertThat(advanced()).isEmpty();
    }

    @Test
    void theHighestCompleteVersionIsTaken() {
        for (FeatureView view : List.of(SECOND, THIRD)) {
            completed(view, "2001-03-01");
            completed(view, "2001-03-02");
        }
        assertThat(advanced()).containsExactly("airport_delays@3");
    }

    @Test
    void whoeverWentBackStaysThereUntilThereIsANewerVersion() {
        completed(SECOND, "2001-03-01");
        completed(SECOND, "2001-03-02");
        assertThat(advanced()).hasSize(1);
        VersionSwitch versions = VersionSwitch.of(project, registry);
        assertThat(versions.activate(versions.progress(FIRST), Cause.ASKED, NOW))
                .isTrue();
        assertThat(advanced()).isEmpty();
        completed(THIRD, "2001-03-01");
        completed(THIRD, "2001-03-02");
        assertThat(advanced()).containsExactly("airport_delays@3");
    }

    @Test
    void rowsOfAnotherDefinitionAndRefusedOnesDoNotCount() {
        completed(SECOND, "2001-03-01");
        registry.update(begun(SECOND, "2001-03-02", "another definition")
                .staged(1, 1, Map.of())
                .promoted(1, 1, NOW)
                .completed(1));
        assertThat(advanced()).isEmpty();
        registry.update(begun(SECOND, "2001-03-02", project.computationHash(SECOND))
                .staged(1, 1, Map.of())
                .refused("no", NOW));
        assertThat(advanced()).isEmpty();
        registry.update(begun(SECOND, "2001-03-02", project.computationHash(SECOND))
                .staged(1, 1, Map.of())
                .promoted(1, 1, NOW));
        assertThat(advanced()).as("latest does not hold the promoted rows yet").isEmpty();
        completed(SECOND, "2001-03-02");
        assertThat(advanced()).hasSize(1);
    }

    @Test
    void aVersionOfHoursCoversADayWithAllOfItsHoursAndOneOfDaysEveryHour() {
        FeatureView hourly = Flights.inVersion(
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                        .withSchedule("hourly")
                        .build(FIRST.features()),
                4);
        Project both = Flights.project(Path.of("/flights"), FIRST, hourly);
        registry.apply(both, NOW);
        VersionSwitch versions = VersionSwitch.of(both, registry);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(versions.progress(hourly)).hasToString("0 of 2");
            registry.update(begun(hourly, "2001-03-01T%02d".formatted(hour), both.computationHash(hourly))
                    .staged(1, 1, Map.of())
                    .promoted(1, 1, NOW)
                    .completed(1));
        }
        assertThat(versions.progress(hourly)).hasToString("1 of 2");
        assertThat(versions.activate(versions.progress(hourly), Cause.ASKED, NOW))
                .isTrue();
        assertThat(versions.progress(FIRST)).hasToString("24 of 24");
    }

    @Test
    void aVersionWithoutRowsIsNeverComplete() {
        Project empty = Flights.project(
                Path.of("/flights"), Flights.routeDelays(), Flights.inVersion(Flights.routeDelays(), 2));
        registry.apply(Flights.project(Path.of("/flights"), Flights.routeDelays()), NOW);
        registry.apply(empty, NOW);
        assertThat(VersionSwitch.of(empty, registry).advance(empty.views(), NOW))
                .isEmpty();
    }
}
