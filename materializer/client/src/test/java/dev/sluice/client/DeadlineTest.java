package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.online.OnlineStoreError;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds up a store holds up no caller beyond its deadline. */
@Timeout(60)
class DeadlineTest {
    private static final GetOptions SHORT = GetOptions.DEFAULTS.withDeadline(TimeSpan.parse("200ms"));
    private static final String TOO_LATE = "Cannot read feature service delay_model within 200ms: the store has not"
            + " answered. Look at the store, or raise the deadline.";

    private final CountDownLatch released = new CountDownLatch(1);
    private final WatchedStore store = new WatchedStore();
    private final FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS);

    @AfterEach
    void release() {
        released.countDown();
        client.close();
    }

    private FeatureVector get(GetOptions options) {
        return client.get("delay_model", FlightRows.ORD_TO_ATL, options);
    }

    @Test
    void aReadThatNeverEndsEndsTheCallAtItsDeadline() {
        store.beforeRead = number -> WatchedStore.await(released);

        assertThatThrownBy(() -> get(SHORT))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.code()).isEqualTo(ClientError.DEADLINE))
                .hasMessage(TOO_LATE);
        assertThatThrownBy(() -> client.getAsync("delay_model", FlightRows.ORD_TO_ATL, SHORT)
                        .get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage(TOO_LATE);
    }

    @Test
    void aDescriptionThatIsNeverReadEndsTheCallAtItsDeadline() {
        store.beforeDescription = number -> WatchedStore.await(released);

        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(SluiceException.class).hasMessage(TOO_LATE);
        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(SluiceException.class).hasMessage(TOO_LATE);
    }

    @Test
    void aCallerWithMoreTimeDoesNotEndWithTheReadOfOneWithLess() {
        get(GetOptions.DEFAULTS);
        int before = store.reads.size();
        store.beforeRead = number -> {
            if (number == before + 1) {
                WatchedStore.await(released);
            }
        };
        CompletableFuture<FeatureVector> impatient = client.getAsync("delay_model", FlightRows.ORD_TO_ATL, SHORT);
        awaitReads(before + 1);

        assertThat(get(GetOptions.DEFAULTS).asLong("origin__departures_1d")).isEqualTo(7);
        assertThat(impatient).failsWithin(java.time.Duration.ofSeconds(10));
        assertThat(get(GetOptions.DEFAULTS).asLong("origin__departures_1d")).isEqualTo(7);
    }

    @Test
    void oneDescriptionThatHangsIsReadAgainByTheNext() {
        store.beforeDescription = number -> {
            if (number == 1) {
                WatchedStore.await(released);
            }
        };
        assertThatThrownBy(() -> get(SHORT)).isInstanceOf(SluiceException.class);

        assertThat(get(GetOptions.DEFAULTS).asLong("origin__departures_1d")).isEqualTo(7);
    }

    private void awaitReads(int number) {
        while (store.reads.size() < number) {
            Thread.onSpinWait();
        }
    }

    @Test
    void moreReadsThanTheClientHoldsAreRefusedAtOnce() {
        ClientOptions one = FlightRows.OPTIONS.withReadsAtOnce(1).withDescriptionAge(TimeSpan.parse("1h"));
        try (FeatureClient small = FeatureClient.over(store, one)) {
            small.get("delay_model", FlightRows.ORD_TO_ATL);
            store.beforeRead = number -> WatchedStore.await(released);
            List<CompletableFuture<FeatureVector>> waiting = new ArrayList<>();
            waiting.add(small.getAsync("delay_model", FlightRows.ORD_TO_ATL));
            awaitReads(2);
            for (int i = 0; i < 10; i++) {
                waiting.add(small.getAsync("delay_model", FlightRows.route("A" + i, "B" + i)));
            }

            assertThatThrownBy(() -> small.get("delay_model", FlightRows.route("ORD", "XXX")))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot read: 1 reads run and 10 wait. The store is slow, or readsAtOnce too low.");
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void aCallOfAClosedClientSaysSo() {
        client.close();

        assertThatThrownBy(() -> get(GetOptions.DEFAULTS))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot read: the client is closed.");
    }

    @Test
    void anInterruptedCallerStopsWaiting() {
        store.beforeRead = number -> WatchedStore.await(released);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> get(GetOptions.DEFAULTS))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot read feature service delay_model: the calling thread was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFailedStoreIsAnErrorUnlessTheCallAsksForDefaults() {
        store.store.describe(FlightRows.description(
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
                        .build(List.of(
                                new Feature("departures_1d", Scalar.LONG, "", "-1"),
                                Feature.of("avg_delay_7d", Scalar.DOUBLE))),
                Flights.routeDelays()));
        store.beforeRead = number -> {
            throw OnlineStoreError.UNDESCRIBED.problem("It is down.");
        };

        assertThatThrownBy(() -> get(GetOptions.DEFAULTS))
                .isInstanceOf(SluiceException.class)
                .hasMessage("It is down.");
        FeatureVector vector = get(GetOptions.DEFAULTS.withDefaultsOnFailure());
        assertThat(vector.feature("origin__departures_1d"))
                .isEqualTo(new FeatureValue("origin__departures_1d", -1L, FeatureStatus.UNAVAILABLE, null, 1, true));
        assertThat(vector.feature("origin__avg_delay_7d"))
                .isEqualTo(new FeatureValue("origin__avg_delay_7d", null, FeatureStatus.UNAVAILABLE, null, 1, false));
        assertThat(vector.asLong("destination__departures_1d")).isEqualTo(-1);
        assertThat(vector.asFloats()[0]).isEqualTo(-1f);
        assertThatThrownBy(() -> client.get(
                        "delay_model", java.util.Map.of("orign", "ORD"), GetOptions.DEFAULTS.withDefaultsOnFailure()))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Unknown key: 'orign'");
    }

    @Test
    void deadlinesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> GetOptions.DEFAULTS.withDeadline(TimeSpan.ZERO))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid deadline: 0s. More than 0s, and at most 1h.");
        assertThatThrownBy(() -> FlightRows.OPTIONS.withReadsAtOnce(0))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid reads at once: 0. At least 1.");
    }
}
