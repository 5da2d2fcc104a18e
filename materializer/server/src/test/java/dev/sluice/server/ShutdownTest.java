package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.Rest.Answer;
import dev.sluice.serving.v1.FeatureServingGrpc;
import dev.sluice.serving.v1.GetFeaturesResponse;
import dev.sluice.time.TimeSpan;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {
    private static final String FEATURES = "/v1/services/driver_activity/features";
    private static final String DRIVER = "{\"entities\": [{\"driver_id\": 1001}]}";

    /** It warns of connections that come while the server closes. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    /** So that nothing is late on a machine with much else to do. */
    private static final ServerOptions PATIENT =
            ServedFlights.OPTIONS.withDeadline(TimeSpan.parse("1m")).withDrain(TimeSpan.parse("1m"));

    private final GatedStore store = new GatedStore();

    @BeforeAll
    static void silence() {
        NETTY.setLevel(Level.OFF);
    }

    private FeatureServer serve(ServerOptions options) {
        ServedFlights.fill(store);
        return ServedFlights.serve(store, options);
    }

    @Test
    void whatRunsIsAnsweredAndNothingNewIsTaken() throws Exception {
        FeatureServer server = serve(PATIENT);
        ManagedChannel channel = GrpcServerTest.channel(server);
        try {
            Rest rest = new Rest(server);
            store.shut();
            CompletableFuture<Answer> overHttp = rest.posted(FEATURES, DRIVER);
            Future<GetFeaturesResponse> overGrpc =
                    FeatureServingGrpc.newFutureStub(channel).getFeatures(GrpcServerTest.driver(1002));
            store.awaitWaiting(2);

            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            awaitRefusal(server.host(), server.port());
            awaitRefusal(server.host(), server.grpcPort());
            assertThat(closing).isNotDone();
            store.letThrough(2);

            assertThat(overHttp.join().status()).isEqualTo(200);
            assertThat(overGrpc.get().getVectorsCount()).isEqualTo(1);
            closing.join();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void whatDoesNotEndInItsTimeIsEnded() {
        FeatureServer server = serve(ServedFlights.OPTIONS.withDrain(TimeSpan.parse("50ms")));
        store.shut();
        CompletableFuture<Answer> answer = new Rest(server).posted(FEATURES, DRIVER);
        store.awaitWaiting(1);

        server.close();

        assertThatThrownBy(answer::join).hasRootCauseInstanceOf(IOException.class);
        store.letThrough(1);
    }

    @Test
    void closingTwiceClosesOnce() {
        FeatureServer server = serve(ServedFlights.OPTIONS);
        server.close();
        server.close();
        assertThat(store.description().project()).isEqualTo("flights");
    }

    private static void awaitRefusal(String host, int port) {
        while (true) {
            try (Socket socket = new Socket(host, port)) {
                Thread.onSpinWait();
            } catch (IOException refused) {
                return;
            }
        }
    }
}
