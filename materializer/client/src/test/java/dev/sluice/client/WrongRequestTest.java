package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are wrong are told so, by name, before anything is read. */
class WrongRequestTest {
    private final WatchedStore store = new WatchedStore();
    private final FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS);

    @AfterEach
    void close() {
        client.close();
    }

    private void assertRefused(String service, Map<String, ?> keys, String message) {
        assertThatThrownBy(() -> client.get(service, keys))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.DEFINITION))
                .hasMessage(message);
        assertThatThrownBy(() -> client.getAsync(service, keys).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessage(message);
        assertThat(store.reads).isEmpty();
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        assertRefused(
                "delay_model",
                Map.of("origin", 7, "destination", "ATL"),
                "Invalid key: airport is '7' (Integer), but its type is string.");
    }

    @Test
    void aKeyThatIsNullMissingOrTooManyIsRefused() {
        Map<String, @Nullable Object> withNull = new HashMap<>(FlightRows.ORD_TO_ATL);
        withNull.put("destination", null);

        assertRefused(
                "delay_model",
                withNull,
                "Cannot read feature service delay_model: the key 'destination' has no value. It takes: origin,"
                        + " destination.");
        assertRefused(
                "delay_model",
                Map.of("origin", "ORD", "destination", "ATL", "carrier", "AA"),
                "Unknown key: 'carrier' of feature service delay_model. Known: destination, origin.");
    }

    @Test
    void aKeyOfTwoKilobytesIsReadAndALongerOneRefused() {
        String longest = "A".repeat(2048 - "airport|".length());
        store.store.describe(new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT),
                List.of(Flights.airportDelays()),
                List.of(new FeatureService(
                        "airports",
                        1,
                        List.of(new ViewUse("airport_delays", null, null, List.of(), Map.of())),
                        Metadata.NONE)),
                null));
        FlightRows.write(store, Flights.airportDelays(), List.of(longest), FlightRows.NOW, 9L, 0.5);

        assertThat(client.get("airports", Map.of("airport", longest)).asLong("departures_1d"))
                .isEqualTo(9);
        store.reads.clear();
        assertRefused(
                "airports",
                Map.of("airport", longest + "A"),
                "Invalid key of entity airport: its text has 2049 bytes and a store takes at most 2048 (it begins airport|"
                        + "A".repeat(52) + "). Use a shorter key.");
    }

    @Test
    void aServiceVersionOrViewThatIsNotThereIsNamedWithTheNearest() {
        assertRefused(
                "delay_modl",
                FlightRows.ORD_TO_ATL,
                "Unknown feature service: 'delay_modl' is not in the online store. Did you mean 'delay_model'?");
        assertRefused(
                "delay_model@7",
                FlightRows.ORD_TO_ATL,
                "Unknown feature service: 'delay_model@7' is not in the online store. Did you mean 'delay_model'?");
    }

    @Test
    void aServiceOfAVersionThatIsNotThereIsRefused() {
        store.store.describe(new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT),
                List.of(Flights.airportDelays()),
                List.of(new FeatureService(
                        "pinned",
                        1,
                        List.of(new ViewUse("airport_delays", 9, null, List.of(), Map.of())),
                        Metadata.NONE)),
                null));

        assertRefused(
                "pinned",
                Map.of("airport", "ORD"),
                "Unknown feature view: 'airport_delays@9' is not in the online store. Did you mean 'airport_delays@1'?");
    }

    @Test
    void anEmptyBatchIsAnsweredWithoutARead() {
        assertThat(client.getAll("delay_model", List.of())).isEmpty();
        assertThat(client.getAllAsync("delay_model", List.of()).join()).isEmpty();
        assertThat(store.reads).isEmpty();
    }
}
