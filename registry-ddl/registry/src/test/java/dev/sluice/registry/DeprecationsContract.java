package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Consumer;
import dev.sluice.feature.Consumer.Kind;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every registry knows of versions, of who uses them, and of the lake that its projects have. */
interface DeprecationsContract {
    Path FOLDER = Path.of("/project");
    Instant NOW = Instant.parse("2026-01-05T08:00:00.123456Z");
    Instant SUNSET = Instant.parse("2026-12-31T00:00:00Z");
    ViewId FIRST = new ViewId("airport_delays", 1);

    Registry registry();

    private static Deprecation deprecation(@Nullable Instant sunset, String reason) {
        return new Deprecation(FIRST, sunset, reason, new ViewId("airport_delays", 2), "ada", NOW);
    }

    @Test
    default void aDeprecationIsSaidChangedAndTakenBack() {
        Deprecation first = deprecation(SUNSET, "slow");
        Deprecation second = deprecation(SUNSET.plusSeconds(1), "slow and wrong");
        assertThat(registry().deprecations("flights")).isEmpty();
        assertThat(registry().deprecate("flights", first, null)).isTrue();
        assertThat(registry().deprecations("flights")).containsExactly(first);
        assertThat(registry().deprecate("flights", second, null)).isFalse();
        assertThat(registry().deprecate("flights", second, first)).isTrue();
        assertThat(registry().deprecations("flights")).containsExactly(second);
        assertThat(registry().deprecate("flights", deprecation(null, ""), second))
                .isTrue();
        assertThat(registry().deprecations("flights")).isEmpty();
        assertThat(registry().auditLog("flights", AuditQuery.all()))
                .extracting(entry -> entry.event().action() + " "
                        + entry.event().before() + " " + entry.event().after())
                .containsExactly(
                        "REINSTATED 2026-12-31T00:00:01Z null",
                        "DEPRECATED 2026-12-31T00:00:00Z 2026-12-31T00:00:01Z",
                        "DEPRECATED null 2026-12-31T00:00:00Z");
    }

    @Test
    default void ofManyWhoHaveSeenTheSameOneDeprecates() {
        AtomicInteger won = new AtomicInteger();
        IntStream.range(0, 8).parallel().forEach(i -> {
            if (registry().deprecate("flights", deprecation(SUNSET.plusSeconds(i), "r" + i), null)) {
                won.incrementAndGet();
            }
        });
        assertThat(won).hasValue(1);
        assertThat(registry().deprecations("flights")).hasSize(1);
    }

    @Test
    default void theConsumersAreThoseOfTheProjectThatWasAppliedLast() {
        FeatureService service = Flights.delayModel();
        Consumer model = new Consumer("predictor", Kind.MODEL, "ml@example.com");
        Consumer team = new Consumer("pricing", Kind.TEAM, "");
        registry().apply(used(service.withConsumers(List.of(model, team))), NOW);
        assertThat(registry().consumers("flights"))
                .containsExactly(
                        new ServiceConsumer("delay_model", 1, model), new ServiceConsumer("delay_model", 1, team));
        assertThat(registry().apply(used(service), NOW).summary()).isEqualTo("1 changed");
        assertThat(registry().consumers("flights")).isEmpty();
        assertThat(registry().consumers("other")).isEmpty();
    }

    private static Project used(FeatureService service) {
        return Flights.project(FOLDER).withServices(List.of(service));
    }

    @Test
    default void everyRevisionOfEveryVersionIsKept() {
        FeatureView view = Flights.airportDelays();
        FeatureView other =
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 2").build(view.features());
        registry().apply(Flights.project(FOLDER, view), NOW);
        registry().apply(Flights.project(FOLDER, other), NOW.plusSeconds(1));
        registry().apply(Flights.project(FOLDER, Flights.inVersion(view, 2)), NOW.plusSeconds(2));
        List<Revision> revisions = registry().revisions("flights", "airport_delays");
        assertThat(revisions).extracting(Revision::id).containsExactly("1.1", "1.2", "2.1");
        assertThat(revisions)
                .extracting(revision -> revision.definition().fingerprint())
                .containsExactly(
                        view.fingerprint(),
                        other.fingerprint(),
                        Flights.inVersion(view, 2).fingerprint());
        assertThat(revisions)
                .extracting(revision -> revision.definition().retiredAt())
                .containsExactly(null, NOW.plusSeconds(2), null);
        assertThat(registry().revisions("flights", "airport")).isEmpty();
    }

    @Test
    default void anotherProjectOfTheSameNameIsRefusedUntilItIsSaidToBeTheSame() {
        registry().apply(Flights.project(FOLDER), NOW);
        registry().apply(Flights.project(Path.of("/copied")), NOW);
        Project other = at("s3a://bucket/other");
        SluiceException refusal = Assertions.catchThrowableOfType(
                SluiceException.class, () -> registry().apply(other, NOW));
        assertThat(refusal)
                .hasMessage("Cannot work with project flights: the registry has one of this name whose lake is lake ("
                        + RequestingUser.name() + ", " + NOW + "), and this one's lake is s3a://bucket/other. Each "
                        + "would take the other's runs for its own. Choose another name under 'project' in "
                        + "sluice.yaml; if it is the same project and its lake has moved, say so with "
                        + "`sluice apply --adopt`.");
        assertThat(refusal.type()).isEqualTo(ErrorType.DEFINITION);
        registry().adopt(other, NOW);
        registry().requireSameLake(other);
        assertThatThrownBy(() -> registry().requireSameLake(Flights.project(FOLDER)))
                .hasMessageContaining("whose lake is s3a://bucket/other (");
        assertThat(registry()
                        .auditLog("flights", AuditQuery.all().withName("flights"))
                        .get(0)
                        .event()
                        .action())
                .isEqualTo("ADOPTED");
    }

    private static Project at(String lake) {
        Project flights = Flights.project(FOLDER);
        Settings settings = flights.settings();
        return new Project(
                flights.name(),
                FOLDER,
                new Settings(lake, settings.registry(), settings.online(), null),
                flights.entities(),
                flights.sources(),
                flights.views(),
                flights.services(),
                flights.active());
    }
}
