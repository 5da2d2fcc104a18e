package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewedPlanTest {
    private static final FeatureView FIRST = Flights.airportDelays();
    private static final FeatureView SECOND = Flights.inVersion(FIRST, 2);

    private final Registry registry = new InMemoryRegistry();
    private final Project both = with(FIRST, SECOND);

    private static Project with(FeatureView... views) {
        return Flights.project(Path.of("/flights"), views);
    }

    private ReviewedPlan reviewed(Project project) {
        return ReviewedPlan.of(registry.definitions("flights"), project);
    }

    private List<String> moved(ReviewedPlan plan, Project project) {
        return plan.moved(registry.definitions("flights"), project);
    }

    @Test
    void aPlanIsTrueUntilSomethingMoves() {
        ReviewedPlan plan = reviewed(both);
        assertThat(moved(plan, both)).isEmpty();
        assertThat(moved(plan, with(FIRST))).containsExactly("feature_view airport_delays@2 is not declared any more");
        assertThat(moved(reviewed(with(FIRST)), both))
                .containsExactly("feature_view airport_delays@2 is declared now and was not");
        FeatureView other =
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 2").build(FIRST.features());
        assertThat(moved(plan, with(other, SECOND)))
                .containsExactly("feature_view airport_delays@1 is declared in another form now");
    }

    @Test
    void whatSomebodyElseHasRegisteredMovesIt() {
        registry.apply(with(FIRST), Instant.EPOCH);
        ReviewedPlan plan = reviewed(both);
        registry.apply(both, Instant.EPOCH);
        assertThat(moved(plan, both)).containsExactly("feature_view airport_delays@2 is registered now and was not");
        ReviewedPlan again = reviewed(both);
        registry.apply(with(SECOND), Instant.EPOCH);
        assertThat(moved(again, both)).containsExactly("feature_view airport_delays@1 is not registered any more");
    }

    @Test
    void itsHashTellsPlansApart() {
        assertThat(reviewed(both).hash())
                .isEqualTo(reviewed(both).hash())
                .isNotEqualTo(reviewed(with(FIRST)).hash());
        String before = reviewed(both).hash();
        registry.apply(with(FIRST), Instant.EPOCH);
        assertThat(reviewed(both).hash()).isNotEqualTo(before);
    }
}
