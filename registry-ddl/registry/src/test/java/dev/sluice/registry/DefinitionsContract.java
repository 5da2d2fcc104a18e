package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every registry does with definitions. */
interface DefinitionsContract {
    Path FOLDER = Path.of("/project");
    Instant MONDAY = Instant.parse("2026-01-05T08:00:00.123456Z");
    Instant TUESDAY = Instant.parse("2026-01-06T08:00:00Z");
    Instant WEDNESDAY = Instant.parse("2026-01-07T08:00:00Z");

    Registry registry();

    private static FeatureView airportDelays(String sql, Feature... features) {
        return Flights.daily("airport_delays", Flights.AIRPORT, sql).build(List.of(features));
    }

    private static Project with(FeatureView... views) {
        return Flights.project(FOLDER, views);
    }

    @Test
    default void aNewRegistryKnowsNothing() {
        assertThat(registry().definitions("flights")).isEmpty();
    }

    @Test
    default void applyRegistersEverythingThatTheProjectDeclares() {
        ProjectPlan applied = registry().apply(Flights.project(FOLDER), MONDAY);
        assertThat(applied.summary()).isEqualTo("6 new");
        assertThat(registry().definitions("flights"))
                .extracting(RegisteredDefinition::kind, RegisteredDefinition::name)
                .map(Object::toString)
                .containsExactly(
                        "(\"entity\", \"airport\")",
                        "(\"entity\", \"route\")",
                        "(\"source\", \"flights\")",
                        "(\"feature_view\", \"airport_delays\")",
                        "(\"feature_view\", \"route_delays\")",
                        "(\"feature_service\", \"delay_model\")");
    }

    @Test
    default void aDefinitionComesBackAsItWasDeclared() {
        registry().apply(Flights.project(FOLDER), MONDAY);
        FeatureView declared = Flights.airportDelays();
        assertThat(registry().definitions("flights"))
                .contains(new RegisteredDefinition(
                        "feature_view", "airport_delays", 1, declared.fields(), declared.fingerprint(), MONDAY, null));
    }

    @Test
    default void applyingTwiceChangesNothing() {
        registry().apply(Flights.project(FOLDER), MONDAY);
        List<RegisteredDefinition> before = registry().definitions("flights");
        assertThat(registry().apply(Flights.project(FOLDER), TUESDAY).isEmpty()).isTrue();
        assertThat(registry().definitions("flights")).isEqualTo(before);
    }

    @Test
    default void onlyWhatChangedIsRegisteredAnew() {
        Feature departures = Feature.of("departures_1d", Scalar.LONG);
        registry().apply(with(airportDelays("SELECT 1", departures)), MONDAY);
        ProjectPlan applied = registry().apply(with(airportDelays("SELECT 2", departures)), TUESDAY);
        assertThat(applied.summary()).isEqualTo("1 changed, 1 view to recompute");
        assertThat(registry().definitions("flights"))
                .extracting(RegisteredDefinition::name, RegisteredDefinition::registeredAt)
                .map(Object::toString)
                .containsExactly(
                        "(\"airport\", " + MONDAY + ")",
                        "(\"route\", " + MONDAY + ")",
                        "(\"flights\", " + MONDAY + ")",
                        "(\"airport_delays\", " + TUESDAY + ")");
    }

    @Test
    default void aQueryThatIsWrittenOtherwiseMeansWhatItMeant() {
        Feature departures = Feature.of("departures_1d", Scalar.LONG);
        Project first = with(airportDelays("SELECT 1", departures));
        registry().apply(first, MONDAY);
        Project reworded = with(airportDelays("select  1", departures));
        assertThat(hash(reworded)).isNotEqualTo(hash(first));

        RegisteredQueries registered = RegisteredQueries.of(registry().definitions("flights"));
        ViewId view = reworded.views().get(0).id();
        assertThat(registered.rewritten(reworded)).containsExactly(Map.entry(view, "SELECT 1"));
        ProjectPlan applied = registry().apply(registered.keeping(Set.of(view), reworded), TUESDAY);
        assertThat(applied.summary()).isEqualTo("1 changed");
        assertThat(hash(registry().following(reworded))).isEqualTo(hash(first));
        assertThat(registry().apply(reworded, WEDNESDAY).isEmpty()).isTrue();

        FeatureView longer = Flights.inVersion(reworded.views().get(0), 2);
        assertThat(registry()
                        .apply(with(reworded.views().get(0), longer), WEDNESDAY)
                        .summary())
                .isEqualTo("1 new");
        assertThat(hash(registry().following(reworded))).isEqualTo(hash(first));
        assertThat(RegisteredQueries.of(registry().definitions("flights"))
                        .rewritten(with(airportDelays("SELECT 2", departures))))
                .containsExactly(Map.entry(view, "SELECT 1"));
    }

    private static String hash(Project project) {
        return project.computationHash(project.views().get(0));
    }

    @Test
    default void whatIsNoLongerDeclaredIsRetiredAndKept() {
        registry().apply(with(Flights.airportDelays(), Flights.routeDelays()), MONDAY);
        ProjectPlan applied = registry().apply(with(Flights.airportDelays()), TUESDAY);
        assertThat(applied.summary()).isEqualTo("1 gone");
        assertThat(registry().definitions("flights"))
                .filteredOn(definition -> !definition.isActive())
                .extracting(RegisteredDefinition::name, RegisteredDefinition::retiredAt)
                .map(Object::toString)
                .containsExactly("(\"route_delays\", " + TUESDAY + ")");
        assertThat(registry().apply(with(Flights.airportDelays()), WEDNESDAY).isEmpty())
                .isTrue();
    }

    @Test
    default void aGuardSeesWhatIsRegisteredAndCanStopAnApply() {
        registry().apply(with(Flights.airportDelays()), MONDAY);
        Project next = with(Flights.airportDelays(), Flights.routeDelays());
        assertThatThrownBy(() -> registry().apply(next, TUESDAY, known -> {
                    throw RegistryError.HELD.problem(known.size() + " are known");
                }))
                .hasMessage("4 are known");
        assertThat(registry().definitions("flights")).hasSize(4);
        assertThat(registry()
                        .apply(next, WEDNESDAY, known -> assertThat(known).hasSize(4))
                        .summary())
                .isEqualTo("1 new");
    }

    @Test
    default void whatWasRetiredCanComeBack() {
        registry().apply(with(Flights.airportDelays(), Flights.routeDelays()), MONDAY);
        registry().apply(with(Flights.airportDelays()), TUESDAY);
        ProjectPlan applied = registry().apply(with(Flights.airportDelays(), Flights.routeDelays()), WEDNESDAY);
        assertThat(applied.summary()).isEqualTo("1 new");
        assertThat(registry().definitions("flights")).allMatch(RegisteredDefinition::isActive);
    }

    @Test
    default void aRefusedProjectLeavesTheRegistryAsItWas() {
        Feature departures = Feature.of("departures_1d", Scalar.LONG);
        registry().apply(with(airportDelays("SELECT 1", departures)), MONDAY);
        List<RegisteredDefinition> before = registry().definitions("flights");
        Project changed =
                with(airportDelays("SELECT 1", Feature.of("departures_1d", Scalar.STRING)), Flights.routeDelays());
        assertThatThrownBy(() -> registry().apply(changed, TUESDAY))
                .hasMessageContaining("Cannot change airport_delays@1: features.departures_1d.type");
        assertThat(registry().definitions("flights")).isEqualTo(before);
    }

    @Test
    default void projectsDoNotSeeEachOther() {
        registry().apply(Flights.project(FOLDER), MONDAY);
        assertThat(registry().definitions("other")).isEmpty();
    }

    @Test
    default void aProjectThatIsBeingAppliedCannotBeAppliedBesides() {
        try (Lease lease = registry().acquire("apply/flights")) {
            assertThatThrownBy(() -> registry().apply(Flights.project(FOLDER), MONDAY))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith("Cannot apply project flights: process "
                            + ProcessHandle.current().pid() + " on host ");
            lease.check();
        }
        assertThat(registry().definitions("flights")).isEmpty();
    }
}
