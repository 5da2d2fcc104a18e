package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Activation.Cause;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every registry does with active versions. */
interface ActivationsContract {
    Path FOLDER = Path.of("/project");
    Instant NOW = Instant.parse("2026-01-05T08:00:00.123456Z");

    Registry registry();

    private static Project project(int... versions) {
        FeatureView view = Flights.airportDelays();
        return Flights.project(
                FOLDER,
                IntStream.of(versions)
                        .mapToObj(version -> Flights.inVersion(view, version))
                        .toArray(FeatureView[]::new));
    }

    private Map<String, Integer> active(Project project) {
        return registry().following(project).active();
    }

    private static Activation of(int version, Cause cause) {
        return new Activation(new ViewId("airport_delays", version), cause, NOW);
    }

    @Test
    default void theFirstVersionIsActiveAndALaterOneIsNot() {
        registry().apply(project(1), NOW);
        registry().apply(project(1, 2), NOW);
        assertThat(active(project(1, 2))).containsEntry("airport_delays", 1);
        assertThat(registry().activations("flights")).containsExactly(of(1, Cause.APPLIED));
        assertThat(registry().activations("other")).isEmpty();
    }

    @Test
    default void ofSeveralNewVersionsTheHighestIsActive() {
        registry().apply(project(1, 3, 2), NOW);
        assertThat(active(project(1))).containsEntry("airport_delays", 3);
    }

    @Test
    default void theHighestTakesThePlaceOfAnActiveVersionThatIsGone() {
        registry().apply(project(1), NOW);
        registry().apply(project(2, 3), NOW);
        assertThat(registry().activations("flights")).containsExactly(of(3, Cause.APPLIED), of(1, Cause.APPLIED));
    }

    @Test
    default void aVersionIsActivatedOnlyAfterTheOneThatWasSeen() {
        registry().apply(project(1), NOW);
        assertThat(registry().activate("flights", of(2, Cause.COMPLETE), 1)).isTrue();
        assertThat(registry().activate("flights", of(3, Cause.ASKED), 1)).isFalse();
        assertThat(registry().activate("flights", of(1, Cause.ASKED), 2)).isTrue();
        assertThat(registry().activations("flights"))
                .containsExactly(of(1, Cause.ASKED), of(2, Cause.COMPLETE), of(1, Cause.APPLIED));
    }

    @Test
    default void ofManyWhoHaveSeenTheSameOneActivates() {
        registry().apply(project(1), NOW);
        AtomicInteger won = new AtomicInteger();
        List.of(2, 3, 4, 5, 6, 7, 8, 9).parallelStream().forEach(version -> {
            if (registry().activate("flights", of(version, Cause.ASKED), 1)) {
                won.incrementAndGet();
            }
        });
        assertThat(won).hasValue(1);
        assertThat(registry().activations("flights")).hasSize(2);
    }
}
