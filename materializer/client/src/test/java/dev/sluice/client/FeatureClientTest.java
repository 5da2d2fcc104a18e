package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.online.EntityKey;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureClientTest {
    private static final Instant NOW = Instant.parse("2001-03-05T12:00:00Z");
    private static final Map<String, Object> ORD_TO_ATL = Map.of("origin", "ORD", "destination", "ATL");

    private final InMemoryOnlineStore store = new InMemoryOnlineStore();
    private final FeatureClient client = FeatureClient.over(
            store,
            ClientOptions.DEFAULTS.withClock(Clock.fixed(NOW, ZoneOffset.UTC)).withDescriptionAge(TimeSpan.ZERO));

    private void describe(FeatureView... views) {
        store.describe(new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT, Flights.ROUTE),
                List.of(views),
                List.of(Flights.delayModel()),
                null));
    }

    private void describe() {
        describe(Flights.airportDelays(), Flights.routeDelays());
    }

    private void write(FeatureView view, List<String> key, Instant eventTime, @Nullable Object... values) {
        store.write(List.of(new OnlineChange.Put(new OnlineItem(
                new ItemKey(EntityKey.of(view.entity(), key).text(), view.id()),
                RowCodec.of(view).encode(Arrays.asList(values)),
                EpochMicros.of(eventTime),
                EpochMicros.of(eventTime),
                null))));
    }

    @Test
    void aVectorHasTheServicesFeaturesInItsOrder() {
        describe();
        write(Flights.airportDelays(), List.of("ORD"), NOW.minusSeconds(60), 7L, 1.5);
        write(Flights.airportDelays(), List.of("ATL"), NOW, 8L, null);

        FeatureVector vector = client.get("delay_model", ORD_TO_ATL);

        assertThat(vector.values())
                .containsExactly(
                        new FeatureValue(
                                "origin__departures_1d", 7L, FeatureStatus.PRESENT, NOW.minusSeconds(60), 1, false),
                        new FeatureValue(
                                "origin__avg_delay_7d", 1.5, FeatureStatus.PRESENT, NOW.minusSeconds(60), 1, false),
                        new FeatureValue("destination__departures_1d", 8L, FeatureStatus.PRESENT, NOW, 1, false),
                        new FeatureValue("destination__avg_delay_7d", null, FeatureStatus.NULL_VALUE, NOW, 1, false),
                        new FeatureValue("flights_7d", null, FeatureStatus.NOT_FOUND, null, 1, false),
                        new FeatureValue("max_delay_7d", null, FeatureStatus.NOT_FOUND, null, 1, false));
        assertThat(vector.asDouble("origin__avg_delay_7d")).isEqualTo(1.5);
        assertThat(vector.value("origin__departures_1d")).isEqualTo(7L);
        assertThat(vector.asFloats()).containsExactly(7f, 1.5f, 8f, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void theAnswersOfABatchAreInTheOrderOfTheRequestWithDuplicatesAndUnknownKeys() {
        describe();
        for (String airport : List.of("ORD", "ATL", "DFW")) {
            write(Flights.airportDelays(), List.of(airport), NOW, (long) airport.hashCode(), 0.0);
        }
        List<String> asked = List.of("DFW", "XXX", "ORD", "ORD", "ATL", "YYY", "DFW");

        List<FeatureVector> vectors = client.getAll(
                "delay_model",
                asked.stream()
                        .map(airport -> Map.of("origin", airport, "destination", "XXX"))
                        .toList());

        assertThat(vectors)
                .extracting(vector -> vector.value("origin__departures_1d"))
                .containsExactly(
                        (long) "DFW".hashCode(),
                        null,
                        (long) "ORD".hashCode(),
                        (long) "ORD".hashCode(),
                        (long) "ATL".hashCode(),
                        null,
                        (long) "DFW".hashCode());
        assertThat(client.getAll("delay_model", List.of())).isEmpty();
    }

    @Test
    void aValueOfExactlyTheTtlIsServedAndAnOlderOneNot() {
        describe();
        Instant oldest = NOW.minus(Duration.ofDays(14));
        write(Flights.airportDelays(), List.of("ORD"), oldest, 7L, 1.5);
        write(Flights.airportDelays(), List.of("ATL"), oldest.minusNanos(1_000), 8L, 2.5);

        FeatureVector vector = client.get("delay_model", ORD_TO_ATL);

        assertThat(vector.feature("origin__departures_1d").status()).isEqualTo(FeatureStatus.PRESENT);
        assertThat(vector.feature("destination__departures_1d"))
                .isEqualTo(new FeatureValue(
                        "destination__departures_1d",
                        null,
                        FeatureStatus.OUTSIDE_MAX_AGE,
                        oldest.minusNanos(1_000),
                        1,
                        false));
        assertThat(client.get("delay_model", ORD_TO_ATL, GetOptions.DEFAULTS.withOutdated())
                        .feature("destination__departures_1d"))
                .isEqualTo(new FeatureValue(
                        "destination__departures_1d",
                        8L,
                        FeatureStatus.OUTSIDE_MAX_AGE,
                        oldest.minusNanos(1_000),
                        1,
                        false));
    }

    @Test
    void aCallMayAskForYoungerValuesThanTheTtl() {
        describe();
        write(Flights.airportDelays(), List.of("ORD"), NOW.minus(Duration.ofHours(1)), 7L, 1.5);
        GetOptions hour = GetOptions.DEFAULTS.withMaxAge(TimeSpan.parse("1h"));
        GetOptions less = GetOptions.DEFAULTS.withMaxAge(TimeSpan.parse("59m"));

        assertThat(client.get("delay_model", ORD_TO_ATL, hour).value("origin__departures_1d"))
                .isEqualTo(7L);
        assertThat(client.get("delay_model", ORD_TO_ATL, less)
                        .feature("origin__departures_1d")
                        .status())
                .isEqualTo(FeatureStatus.OUTSIDE_MAX_AGE);
    }

    @Test
    void aFeatureThatWasAddedLaterIsNotFoundAndTheOthersAreUnaffected() {
        FeatureView before = Flights.airportDelays();
        FeatureView after = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                .build(List.of(
                        Feature.of("cancelled_1d", Scalar.LONG),
                        Feature.of("departures_1d", Scalar.LONG),
                        Feature.of("avg_delay_7d", Scalar.DOUBLE)));
        describe();
        write(before, List.of("ORD"), NOW, 7L, 1.5);
        describe(after, Flights.routeDelays());

        FeatureVector vector = client.get("delay_model", ORD_TO_ATL);

        assertThat(vector.feature("origin__cancelled_1d").status()).isEqualTo(FeatureStatus.NOT_FOUND);
        assertThat(vector.value("origin__departures_1d")).isEqualTo(7L);
        assertThat(vector.value("origin__avg_delay_7d")).isEqualTo(1.5);
    }

    @Test
    void aDeclaredDefaultStandsForAnAbsentValueAndSaysSo() {
        FeatureView view = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                .build(List.of(
                        new Feature("departures_1d", Scalar.LONG, "", "-1"),
                        Feature.of("avg_delay_7d", Scalar.DOUBLE)));
        describe(view, Flights.routeDelays());
        write(view, List.of("ATL"), NOW, null, 1.5);

        FeatureVector vector = client.get("delay_model", ORD_TO_ATL);

        assertThat(vector.feature("origin__departures_1d"))
                .isEqualTo(new FeatureValue("origin__departures_1d", -1L, FeatureStatus.NOT_FOUND, null, 1, true));
        assertThat(vector.feature("destination__departures_1d").status()).isEqualTo(FeatureStatus.NULL_VALUE);
        assertThat(vector.value("destination__departures_1d")).isNull();
    }

    @Test
    void theClockOfAReplayCountsWhereTheStoreDescribesOne() {
        store.describe(new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT, Flights.ROUTE),
                List.of(Flights.airportDelays(), Flights.routeDelays()),
                List.of(Flights.delayModel()),
                EpochMicros.of(NOW.plus(Duration.ofDays(15)))));
        write(Flights.airportDelays(), List.of("ORD"), NOW, 7L, 1.5);

        assertThat(client.get("delay_model", ORD_TO_ATL)
                        .feature("origin__departures_1d")
                        .status())
                .isEqualTo(FeatureStatus.OUTSIDE_MAX_AGE);
    }

    @Test
    void wrongKeysAreErrorsThatNameThem() {
        describe();

        assertProblem(
                Map.of("orign", "ORD", "destination", "ATL"),
                "Unknown key: 'orign' of feature service delay_model. Did you mean 'origin'?");
        assertProblem(
                Map.of("origin", "ORD"),
                "Cannot read feature service delay_model: the key 'destination' has no value."
                        + " It takes: origin, destination.");
        assertThatThrownBy(() -> client.get("delay_model", Map.of("origin", 7, "destination", "ATL")))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("airport");
    }

    private void assertProblem(Map<String, ?> keys, String message) {
        assertThatThrownBy(() -> client.get("delay_model", keys))
                .isInstanceOf(SluiceException.class)
                .hasMessage(message);
    }

    @Test
    void unknownServicesAndFeaturesAreNamedWithTheNearest() {
        describe();

        assertThatThrownBy(() -> client.get("delay_modl", ORD_TO_ATL))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Unknown feature service: 'delay_modl' is not in the online store. Did you mean"
                        + " 'delay_model'?");
        assertThatThrownBy(() -> client.get("delay_model", ORD_TO_ATL).value("origin__avg_delay_7"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Unknown feature: 'origin__avg_delay_7' is not in the vector. Did you mean"
                        + " 'origin__avg_delay_7d'?");
    }

    @Test
    void keysGivenAsTextsAreReadAsTheirTypes() {
        describe();
        write(Flights.airportDelays(), List.of("ORD"), NOW, 7L, 1.5);

        assertThat(client.getText("delay_model", Map.of("origin", "ORD", "destination", "ATL")))
                .isEqualTo(client.get("delay_model", ORD_TO_ATL));
    }

    @Test
    void aNewDescriptionIsSeenWithoutANewClient() {
        describe();
        client.get("delay_model", ORD_TO_ATL);
        describe(
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                        .withVersion(2)
                        .build(List.of(Feature.of("departures_1d", Scalar.LONG))),
                Flights.airportDelays(),
                Flights.routeDelays());

        assertThat(client.get("delay_model", ORD_TO_ATL).values())
                .extracting(FeatureValue::name, FeatureValue::version)
                .contains(org.assertj.core.groups.Tuple.tuple("origin__departures_1d", 2));
    }

    @Test
    void aStoreThatFailsIsAnErrorAndNeverNotFound() {
        try (FeatureClient unconnected = FeatureClient.connect("http://127.0.0.1:1", "features")) {
            assertThatThrownBy(() -> unconnected.get("delay_model", ORD_TO_ATL))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith("Cannot reach DynamoDB at http://127.0.0.1:1");
        }
    }

    @Test
    void theDefaultsAreThese() {
        assertThat(ClientOptions.DEFAULTS)
                .isEqualTo(new ClientOptions(
                        Clock.systemUTC(),
                        TimeSpan.parse("5s"),
                        TimeSpan.parse("5s"),
                        64,
                        false,
                        null,
                        ClientMetrics.NONE));
        assertThat(GetOptions.DEFAULTS).isEqualTo(new GetOptions(null, false, null, false));
        assertThatThrownBy(() -> ClientOptions.DEFAULTS.withDescriptionAge(TimeSpan.parse("2h")))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid description age: 2h. At most 1h, or new versions are seen too late.");
    }
}
