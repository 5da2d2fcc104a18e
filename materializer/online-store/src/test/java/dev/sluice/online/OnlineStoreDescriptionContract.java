package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every online store keeps of its description. */
abstract class OnlineStoreDescriptionContract extends OnlineStoreFixture {
    @Test
    void aStoreThatWasNeverDescribedSaysWhatToDo() {
        assertThatThrownBy(() -> store.description())
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot read ")
                .hasMessageEndingWith(": nothing was materialized to it. Run `sluice materialize` first.");
    }

    @Test
    void theDescriptionReadsBackAsItWasGiven() {
        StoreDescription described = Descriptions.flights(Flights.airportDelays(), Flights.routeDelays());

        store.describe(described);

        assertThat(store.description()).isEqualTo(described);
    }

    @Test
    void aDescriptionOfManyViewsWithEveryTypeAndDefaultReadsBack() {
        FeatureView[] views = IntStream.range(0, 40)
                .mapToObj(i -> Descriptions.wide("view_" + i, 60))
                .toArray(FeatureView[]::new);
        StoreDescription described = Descriptions.flights(views);

        store.describe(described);

        assertThat(store.description()).isEqualTo(described);
    }

    @Test
    void theActiveVersionsReadBackAndCanGoBack() {
        FeatureView first = Flights.airportDelays();
        StoreDescription described = Descriptions.flights(first, Flights.inVersion(first, 2), Flights.routeDelays())
                .following(Map.of("airport_delays", 1, "route_delays", 1, "unknown", 1));

        store.describe(described);

        assertThat(store.description()).isEqualTo(described);
        assertThat(described.active()).isEqualTo(Map.of("airport_delays", 1, "route_delays", 1));
        ViewUse use = Flights.delayModel().uses().get(0);
        assertThat(store.description().view(use).id().version()).isEqualTo(1);
        store.describe(described.following(Map.of("airport_delays", 2)));
        assertThat(store.description().view(use).id().version()).isEqualTo(2);
        store.describe(described);
        assertThat(store.description()).isEqualTo(described);
    }

    @Test
    void aLaterDescriptionReplacesTheEarlierAndKeepsItsSchemas() {
        FeatureView before = Flights.airportDelays();
        FeatureView after = Descriptions.with(before, Feature.of("cancelled_1d", Scalar.LONG));
        store.describe(Descriptions.flights(before, Flights.routeDelays()));

        store.describe(Descriptions.flights(after));

        StoreDescription described = store.description();
        assertThat(described.views()).containsExactly(ServedView.of(after));
        assertThat(described.schemas().get(before.id()))
                .containsExactlyInAnyOrder(RowSchema.of(before), RowSchema.of(after));
        assertThat(described.schemas().get(Flights.routeDelays().id()))
                .containsExactly(RowSchema.of(Flights.routeDelays()));
    }
}
