package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.FeatureView;
import dev.sluice.online.StoreDescription;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Versions that are switched under readers: each vector is of one version, and the switch is seen. */
@Timeout(60)
class VersionSwitchTest {
    private static final int SWITCHES = 300;
    private static final List<FeatureView> AIRPORTS =
            List.of(Flights.airportDelays(), Flights.inVersion(Flights.airportDelays(), 2));
    private static final List<FeatureView> ROUTES =
            List.of(Flights.routeDelays(), Flights.inVersion(Flights.routeDelays(), 2));
    private static final StoreDescription BOTH =
            FlightRows.description(AIRPORTS.get(0), AIRPORTS.get(1), ROUTES.get(0), ROUTES.get(1));

    private final WatchedStore store = new WatchedStore();
    private final AtomicInteger vectors = new AtomicInteger();

    /** Every value is the version that its row is of. */
    @BeforeEach
    void fill() {
        for (int version = 1; version <= 2; version++) {
            long value = version;
            for (String airport : List.of("ORD", "ATL")) {
                FlightRows.write(
                        store, AIRPORTS.get(version - 1), List.of(airport), FlightRows.NOW, value, (double) value);
            }
            FlightRows.write(store, ROUTES.get(version - 1), List.of("ORD", "ATL"), FlightRows.NOW, value, value);
        }
        switchTo(1);
    }

    private void switchTo(int version) {
        store.describe(BOTH.following(Map.of("airport_delays", version, "route_delays", version)));
    }

    private void requireOneVersion(FeatureVector vector) {
        Set<Object> seen = vector.values().stream()
                .map(value -> ((Number) java.util.Objects.requireNonNull(value.value())).longValue())
                .collect(Collectors.toSet());
        assertThat(seen).hasSize(1);
        assertThat(vector.values()).allMatch(value -> seen.contains((long) value.version()));
        vectors.incrementAndGet();
    }

    @Test
    void noVectorIsOfTwoVersionsHoweverOftenTheyAreSwitched() {
        ClientOptions options = FlightRows.OPTIONS
                .withDescriptionAge(TimeSpan.parse("50us"))
                .withHedging()
                .withCache(new CacheOptions(100, TimeSpan.parse("1h")));
        try (FeatureClient client = FeatureClient.over(store, options)) {
            CompletableFuture<Void> switching = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < SWITCHES; i++) {
                    switchTo(1 + i % 2);
                    int enough = vectors.get() + 3;
                    while (vectors.get() < enough) {
                        Thread.onSpinWait();
                    }
                }
            });
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            Supplier<FeatureVector> now = () -> client.get("delay_model", FlightRows.ORD_TO_ATL);
            Supplier<FeatureVector> later =
                    () -> client.getAllAsync("delay_model", List.of(FlightRows.ORD_TO_ATL, FlightRows.ORD_TO_ATL))
                            .join()
                            .get(1);
            for (Supplier<FeatureVector> reader : List.of(now, now, later)) {
                readers.add(CompletableFuture.runAsync(() -> {
                    while (!switching.isDone()) {
                        requireOneVersion(reader.get());
                    }
                }));
            }
            readers.forEach(CompletableFuture::join);
            switching.join();

            assertThat(now.get().feature("origin__departures_1d").version()).isEqualTo(2);
            switchTo(1);
            assertThat(now.get().feature("origin__departures_1d").version()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatPinsAVersionStaysWithIt() {
        dev.sluice.feature.FeatureService pinned = new dev.sluice.feature.FeatureService(
                "pinned",
                1,
                List.of(new dev.sluice.feature.ViewUse("airport_delays", 1, null, List.of(), Map.of())),
                dev.sluice.feature.Metadata.NONE);
        store.describe(new StoreDescription(
                        "flights",
                        List.of(Flights.AIRPORT),
                        List.of(AIRPORTS.get(0), AIRPORTS.get(1)),
                        List.of(pinned),
                        null)
                .following(Map.of("airport_delays", 2)));
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
            assertThat(client.get("pinned", Map.of("airport", "ORD")).asLong("departures_1d"))
                    .isEqualTo(1);
        }
    }
}
