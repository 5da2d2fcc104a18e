package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectBuilderTest {
    private final ProjectBuilder whole = ProjectBuilder.of("flights", Path.of("/flights"))
            .withSource(Flights.FLIGHTS)
            .withView(Flights.airportDelays())
            .withView(Flights.routeDelays())
            .withService(Flights.delayModel());

    @Test
    void aProjectBuiltInJavaIsTheSameAsOneThatWasRead() {
        Project built = whole.build();
        assertThat(built.definitions())
                .isEqualTo(Flights.project(Path.of("/flights")).definitions());
    }

    @Test
    void aBuilderIsNotChangedByWhatIsMadeOfIt() {
        whole.withSource(Flights.FLIGHTS);
        assertThat(whole.build().sources()).hasSize(1);
    }

    @Test
    void theSameChecksHold() {
        FeatureService wrong = new FeatureService(
                "wrong",
                1,
                List.of(
                        new ViewUse("airport_dely", null, null, List.of(), Map.of()),
                        new ViewUse("airport_delays", null, null, List.of(), Map.of()),
                        new ViewUse("airport_delays", null, null, List.of("departures_1d"), Map.of())),
                Metadata.NONE);
        assertThatThrownBy(() ->
                        whole.withService(wrong).withSource(Flights.FLIGHTS).build())
                .hasMessageContaining("Unknown feature view: 'airport_dely'. Did you mean 'airport_delays'?")
                .hasMessageContaining("The column 'departures_1d' of wrong comes out twice.")
                .hasMessageContaining("The source flights is declared twice");
    }
}
