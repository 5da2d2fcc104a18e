package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real SDK makes of a DynamoDB that refuses, throttles, is silent or not there: an error by the deadline. */
@Timeout(60)
class FailingStoreTest {
    private static final GetOptions SOON = GetOptions.DEFAULTS.withDeadline(TimeSpan.parse("300ms"));
    private static final List<ItemKey> KEYS = List.of(new ItemKey("airport|ORD", new ViewId("airport_delays", 1)));
    private static final String TOO_LATE = "Cannot read feature service delay_model within 300ms: the store has not"
            + " answered. Look at the store, or raise the deadline.";

    private static final String UNREAD = "Cannot read the description of table flights_features of DynamoDB at %s: ";

    /** Less than an attempt may take by the SDK's own limit: only the deadline ends a call before it. */
    private static final Duration LESS_THAN_AN_ATTEMPT = Duration.ofMillis(2_800);

    /** The client's call ends at its deadline, and so does a read of the store itself, which the client may do on the caller's thread. */
    private static void assertIsLate(String endpoint) {
        assertEndsInTime(endpoint, TOO_LATE);
    }

    private static void assertEndsInTime(String endpoint, String... messages) {
        long began = System.nanoTime();
        try (FeatureClient client = FeatureClient.connect(endpoint, "flights_features")) {
            assertThatThrownBy(() -> client.get("delay_model", FlightRows.ORD_TO_ATL, SOON))
                    .isInstanceOf(SluiceException.class)
                    .extracting(Throwable::getMessage)
                    .isIn((Object[]) messages);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LESS_THAN_AN_ATTEMPT);
        long read = System.nanoTime();
        try (OnlineStore store = DynamoOnlineStore.open(endpoint, "flights_features")) {
            assertThat(store.keepsDeadlines()).isTrue();
            assertThatThrownBy(() -> store.read(KEYS, Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(SluiceException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - read)).isLessThan(LESS_THAN_AN_ATTEMPT);
    }

    private static void assertIsRefused(HttpDynamo dynamo, String message) {
        try (dynamo;
                FeatureClient client = FeatureClient.connect(dynamo.endpoint(), "flights_features")) {
            assertThatThrownBy(() -> client.get(
                            "delay_model",
                            FlightRows.ORD_TO_ATL,
                            GetOptions.DEFAULTS.withDeadline(TimeSpan.parse("30s"))))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage(message.formatted(dynamo.endpoint()));
        }
    }

    @Test
    void aMissingTableNamesItsRegionAsAReason() throws IOException {
        assertIsRefused(
                HttpDynamo.failing(400, "ResourceNotFoundException", "Requested resource not found"),
                "Cannot read the description of table flights_features of DynamoDB at %s: there is no such table in this"
                        + " region. Run `sluice materialize` first, or name its region, as by AWS_REGION.");
    }

    @Test
    void wrongCredentialsAreNamed() throws IOException {
        assertIsRefused(
                HttpDynamo.failing(
                        400, "UnrecognizedClientException", "The security token included in the request is invalid."),
                "Cannot read the description of table flights_features of DynamoDB at %s: UnrecognizedClientException, The"
                        + " security token included in the request is invalid. Check the credentials, the region and the"
                        + " table's permissions.");
    }

    /** The SDK waits a random time between its four attempts: either they or the deadline come to an end first. */
    @Test
    void aStoreThatThrottlesOrFailsAllTheTimeEndsTheCallByItsDeadline() throws IOException {
        try (HttpDynamo throttling = HttpDynamo.failing(400, "ProvisionedThroughputExceededException", "slow down");
                HttpDynamo broken = HttpDynamo.failing(500, "InternalServerError", "broken")) {
            assertEndsInTime(
                    throttling.endpoint(),
                    TOO_LATE,
                    UNREAD.formatted(throttling.endpoint())
                            + "ProvisionedThroughputExceededException, slow down. It throttles: try again later, or raise"
                            + " its capacity.");
            assertEndsInTime(
                    broken.endpoint(),
                    TOO_LATE,
                    UNREAD.formatted(broken.endpoint())
                            + "InternalServerError, broken. The service itself failed: try again.");
        }
    }

    @Test
    void aStoreThatIsSilentEndsTheCallAtItsDeadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertIsLate("http://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void aStoreThatTakesNoConnectionEndsTheCallAtItsDeadline() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 50);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            assertIsLate("http://127.0.0.1:" + full.getLocalPort());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void aStoreThatIsNotThereIsNamed() {
        try (FeatureClient client = FeatureClient.connect("http://127.0.0.1:1", "features")) {
            assertThatThrownBy(() -> client.get("delay_model", FlightRows.ORD_TO_ATL))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith(
                            "Cannot reach DynamoDB at http://127.0.0.1:1 to read the description of table features: ")
                    .hasMessageEndingWith(". Is it running? The endpoint is online.endpoint in sluice.yaml.");
        }
    }

    @Test
    void whatIsNoEndpointIsRefused() {
        assertThatThrownBy(() -> FeatureClient.connect("localhost:8000", "features"))
                .isInstanceOf(SluiceException.class)
                .hasMessage(
                        "Invalid endpoint: 'localhost:8000'. Write aws, http://host:port, https://host or dax://host:port.");
        assertThatThrownBy(() -> FeatureClient.connect("dax://cluster:8111", "features"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot use dax://cluster:8111: the DAX client is not on the class path. Add the dependency"
                        + " dev.sluice.materializer:sluice-dax.");
    }
}
