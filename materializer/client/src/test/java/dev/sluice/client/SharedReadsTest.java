package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads that several calls share, that are sent twice, and that are not sent at all. */
@Timeout(60)
class SharedReadsTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private final WatchedStore store = new WatchedStore();

    private static FeatureVector get(FeatureClient client) {
        return client.get("delay_model", FlightRows.ORD_TO_ATL);
    }

    @Test
    void theSameKeysAskedAtOnceAreReadOnce() {
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
            FeatureVector expected = get(client);
            store.reads.clear();
            store.beforeRead = number -> WatchedStore.await(released);
            List<CompletableFuture<FeatureVector>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(client.getAsync("delay_model", FlightRows.ORD_TO_ATL));
            }
            calls.add(client.getAsync("delay_model", FlightRows.route("ORD", "DFW")));
            released.countDown();

            assertThat(calls.subList(0, 50)).allMatch(call -> call.join().equals(expected));
            assertThat(calls.get(50).join().asLong("origin__departures_1d")).isEqualTo(7);
            assertThat(store.reads).hasSize(2);
            assertThat(store.reads.stream().mapToInt(java.util.Collection::size))
                    .containsExactlyInAnyOrder(3, 2);
        }
    }

    @Test
    void callsThatShareAReadShareItsFailureAndTheNextReadsAgain() {
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
            get(client);
            int before = store.reads.size();
            store.beforeRead = number -> {
                WatchedStore.await(released);
                if (number == before + 1) {
                    throw new IllegalStateException("broken");
                }
            };
            List<CompletableFuture<FeatureVector>> calls = IntStream.range(0, 5)
                    .mapToObj(i -> client.getAsync("delay_model", FlightRows.ORD_TO_ATL))
                    .toList();
            released.countDown();

            assertThat(calls)
                    .allSatisfy(call -> assertThatThrownBy(call::get)
                            .cause()
                            .isInstanceOf(SluiceException.class)
                            .hasMessage(
                                    "Cannot read feature service delay_model: java.lang.IllegalStateException: broken."
                                            + " This is a bug of Sluice; please report it."));
            assertThat(get(client).asLong("origin__departures_1d")).isEqualTo(7);
        }
    }

    @Test
    void aThousandEntitiesAreReadInPartsOfAHundred() {
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
            List<Map<String, Object>> keys = IntStream.range(0, 1_000)
                    .mapToObj(i -> FlightRows.route(i % 2 == 0 ? "ORD" : "A" + i, "ATL"))
                    .toList();

            List<FeatureVector> vectors = client.getAll("delay_model", keys);

            assertThat(vectors).hasSize(1_000);
            assertThat(vectors.get(998).asLong("origin__departures_1d")).isEqualTo(7);
            assertThat(vectors.get(999).status("origin__departures_1d")).isEqualTo(FeatureStatus.NOT_FOUND);
            assertThat(vectors).allMatch(vector -> vector.asLong("destination__departures_1d") == 8);
            assertThat(store.reads).allMatch(read -> read.size() <= 100);
            assertThat(store.reads.stream().mapToInt(java.util.Collection::size).sum())
                    .isEqualTo(1 + 500 + 1 + 501);
        }
    }

    @Test
    void aSlowReadIsSentASecondTimeAndTheFirstAnswerCounts() {
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS.withHedging())) {
            for (int i = 0; i < ReadTimes.LEAST; i++) {
                get(client);
            }
            int before = store.reads.size();
            store.beforeRead = number -> {
                if (number == before + 1) {
                    WatchedStore.await(released);
                }
            };

            assertThat(get(client).asLong("origin__departures_1d")).isEqualTo(7);
            assertThat(store.reads).hasSize(before + 2);
            released.countDown();
        }
    }

    @Test
    void onlyATenthMoreReadsAreSentHoweverSlowTheStore() {
        ReadTimes times = new ReadTimes();
        IntStream.range(0, 1_000).forEach(i -> times.add(i % 100 * 1_000));

        assertThat(times.slowNanos()).isBetween(93_000L, 96_000L);
        assertThat(IntStream.range(0, 1_000).filter(i -> times.pays()).count()).isEqualTo(10);
        IntStream.range(0, 50).forEach(i -> times.add(1));
        assertThat(IntStream.range(0, 50).filter(i -> times.pays()).count()).isEqualTo(5);
    }

    @Test
    void rowsInTheCacheAreNotReadAndNeitherAreKeysWithoutOne() {
        try (FeatureClient client = cached("1h")) {
            FeatureVector first = get(client);
            int reads = store.reads.size();

            assertThat(get(client)).isEqualTo(first);
            assertThat(store.reads).hasSize(reads);
            assertThat(client.get("delay_model", FlightRows.route("ORD", "DFW")).asLong("origin__departures_1d"))
                    .isEqualTo(7);
            assertThat(store.reads).hasSize(reads + 1);
            assertThat(store.reads.get(reads)).hasSize(2);
        }
    }

    @Test
    void aRowOlderThanTheStalenessIsReadAgain() {
        try (FeatureClient client = cached("1us")) {
            get(client);
            int reads = store.reads.size();

            get(client);

            assertThat(store.reads).hasSize(reads + 1);
        }
    }

    @Test
    void theStalenessCountsFromTheBeginningOfTheRead() {
        try (FeatureClient client = cached("100ms")) {
            store.beforeRead = number -> spin(java.time.Duration.ofMillis(101));
            get(client);
            int reads = store.reads.size();

            get(client);

            assertThat(store.reads).hasSize(reads + 1);
        }
    }

    private static void spin(java.time.Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    private FeatureClient cached(String staleness) {
        return FeatureClient.over(
                store, FlightRows.OPTIONS.withCache(new CacheOptions(100, TimeSpan.parse(staleness))));
    }

    @Test
    void withoutCaffeineAClientWorksAndACacheIsRefused() throws Exception {
        try (IsolatedLoader loader = IsolatedLoader.without("caffeine", "micrometer-core")) {
            assertThat(loader.<Callable<String>>make(WithoutLibraries.class).call())
                    .isEqualTo("7, but: Cannot keep rows in a cache: Caffeine is not on the class path. Add the"
                            + " dependency com.github.ben-manes.caffeine:caffeine.");
        }
    }

    /** Runs where the optional libraries are missing. */
    public static final class WithoutLibraries implements Callable<String> {
        @Override
        public String call() {
            WatchedStore store = new WatchedStore();
            try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
                long departures = get(client).asLong("origin__departures_1d");
                FeatureClient.over(store, FlightRows.OPTIONS.withCache(new CacheOptions(1, TimeSpan.parse("1s"))));
                return departures + ", and no error";
            } catch (SluiceException e) {
                return "7, but: " + e.getMessage();
            }
        }
    }
}
