package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import dev.sluice.server.Rest.Answer;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String FEATURES = "/v1/services/driver_activity/features";
    private static final String DRIVER = "{\"entities\": [{\"driver_id\": 1001}]}";

    private final GatedStore store = new GatedStore();

    private FeatureServer serve(ServerOptions options) {
        ServedFlights.fill(store);
        return ServedFlights.serve(store, options);
    }

    @Test
    void theDefaultsArePinned() {
        assertThat(ServerOptions.DEFAULTS)
                .hasToString("ServerOptions[host=127.0.0.1, port=6566, grpcPort=6567, maxBodyBytes=262144,"
                        + " maxEntities=1000, maxConcurrent=256, deadline=2s, drain=10s]");
        assertThatThrownBy(() -> ServerOptions.DEFAULTS.withPorts(70_000, 0))
                .hasMessage("Invalid port: 70000. It is between 0 and 65535.");
        assertThatThrownBy(() -> ServerOptions.DEFAULTS.withDeadline(TimeSpan.ZERO))
                .hasMessage("Invalid deadline: 0s. It is between 1ms and 1h.");
    }

    @Test
    void moreRequestsThanAllowedAtATimeAreRefusedAndThoseBeforeThemAnswered() {
        try (FeatureServer server =
                serve(ServedFlights.OPTIONS.withMaxConcurrent(2).withDeadline(TimeSpan.parse("1m")))) {
            Rest rest = new Rest(server);
            store.shut();
            CompletableFuture<Answer> first = rest.posted(FEATURES, DRIVER);
            CompletableFuture<Answer> second = rest.posted(FEATURES, DRIVER.replace("1001", "1002"));
            store.awaitWaiting(2);

            Answer third = rest.post(FEATURES, DRIVER);
            store.letThrough(100);

            assertThat(third.status()).isEqualTo(429);
            assertThat(third.retryAfter()).isEqualTo("1");
            assertThat(third.json().path("detail").textValue()).contains("2 are being worked on");
            assertThat(first.join().status()).isEqualTo(200);
            assertThat(second.join().status()).isEqualTo(200);
            assertThat(rest.post(FEATURES, DRIVER).status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatIsLateIsNotWaitedForAndItsPlaceStaysTakenUntilTheStoreAnswers() {
        TimeSpan deadline = TimeSpan.parse("500ms"); // long enough to be begun
        try (FeatureServer server =
                serve(ServedFlights.OPTIONS.withMaxConcurrent(1).withDeadline(deadline))) {
            Rest rest = new Rest(server);
            store.shut();

            Answer late = rest.post(FEATURES, DRIVER);
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.json().path("code").textValue()).isEqualTo("DEADLINE_EXCEEDED");
            assertThat(rest.post(FEATURES, DRIVER).status()).isEqualTo(429);
            assertThat(rest.get("/health/live").status()).isEqualTo(200);
            store.letThrough(1_000_000);
        }
    }

    @Test
    void whatIsLateBeforeAThreadIsFreeIsNeverBegun() {
        int threads = 64;
        try (Workers workers = new Workers(threads + 1)) {
            CountDownLatch open = new CountDownLatch(1);
            AtomicInteger begun = new AtomicInteger();
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(workers.submit(() -> await(open, begun), TimeSpan.parse("1m")));
            }
            CompletableFuture<Integer> late = workers.submit(begun::incrementAndGet, TimeSpan.parse("1ms"));
            assertThatThrownBy(late::join).hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);

            open.countDown();
            answers.forEach(CompletableFuture::join);
            while (workers.inFlight() > 0) {
                Thread.onSpinWait();
            }
            assertThat(begun).hasValue(threads);
        }
    }

    private static int await(CountDownLatch open, AtomicInteger begun) {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return begun.incrementAndGet();
    }

    @Test
    void aPortThatIsTakenIsAnErrorThatSaysWhatToDo() {
        try (FeatureServer server = serve(ServedFlights.OPTIONS)) {
            ServerOptions samePort = ServedFlights.OPTIONS.withPorts(server.port(), 0);
            ServerOptions sameGrpcPort = ServedFlights.OPTIONS.withPorts(0, server.grpcPort());

            assertThatThrownBy(() -> ServedFlights.serve(store, samePort))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage(
                            "Cannot listen for HTTP on 127.0.0.1:" + server.port()
                                    + ": the port is taken. Stop what listens there, or choose another with --port (0: any free one).");
            assertThatThrownBy(() -> ServedFlights.serve(store, sameGrpcPort))
                    .hasMessage(
                            "Cannot listen for gRPC on 127.0.0.1:" + server.grpcPort()
                                    + ": the port is taken. Stop what listens there, or choose another with --grpc-port (0: any free one).");
            assertThat(new Rest(server).get("/health/ready").status()).isEqualTo(200);
        }
    }
}
