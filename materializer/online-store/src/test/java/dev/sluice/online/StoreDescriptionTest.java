package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.ViewUse;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreDescriptionTest {
    private final FeatureView second = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
            .withVersion(2)
            .build(List.of(Feature.of("departures_1d", Scalar.LONG)));
    private final StoreDescription description = Descriptions.flights(Flights.airportDelays(), second);

    @Test
    void aServiceFollowsTheHighestVersionUnlessItPinsOne() {
        assertThat(description.view(use("airport_delays", null)).id().version()).isEqualTo(2);
        assertThat(description.view(use("airport_delays", 1)).id().version()).isEqualTo(1);
    }

    @Test
    void anUnknownViewServiceOrFeatureNamesTheNearest() {
        assertThatThrownBy(() -> description.view(use("airport_delay", null)))
                .hasMessage("Unknown feature view: 'airport_delay' is not in the online store."
                        + " Did you mean 'airport_delays'?");
        assertThatThrownBy(() -> description.view(use("airport_delays", 3)))
                .hasMessage("Unknown feature view: 'airport_delays@3' is not in the online store."
                        + " Did you mean 'airport_delays@1'?");
        assertThatThrownBy(() -> description.service("delay_modle"))
                .hasMessage("Unknown feature service: 'delay_modle' is not in the online store."
                        + " Did you mean 'delay_model'?");
        assertThatThrownBy(() -> description.view(use("airport_delays", 1)).feature("departures"))
                .hasMessage("Unknown feature: 'departures' of feature view airport_delays@1."
                        + " Did you mean 'departures_1d'?");
    }

    @Test
    void aServiceIsFoundWithAndWithoutItsVersion() {
        assertThat(description.service("delay_model")).isEqualTo(description.service("delay_model@1"));
    }

    @Test
    void viewsThatAreNotOnlineAndWordsForPeopleAreLeftOut() {
        FeatureView offline = Flights.airportDelays().withPlacement(Placement.OFFLINE);
        Entity wordy =
                new Entity("airport", Flights.AIRPORT.key(), new Metadata("An airport", "ops@example.com", Map.of()));

        StoreDescription described = new StoreDescription("flights", List.of(wordy), List.of(offline), List.of(), null);

        assertThat(described.views()).isEmpty();
        assertThat(described.entities()).containsExactly(Flights.AIRPORT);
    }

    @Test
    void schemasAreFoundByViewAndId() {
        RowSchema schema = RowSchema.of(second);

        assertThat(description.schema(second.id(), schema.id())).contains(schema);
        assertThat(description.schema(Flights.airportDelays().id(), schema.id()))
                .isEmpty();
    }

    private static ViewUse use(String view, @Nullable Integer version) {
        return new ViewUse(view, version, null, List.of(), Map.of());
    }
}
