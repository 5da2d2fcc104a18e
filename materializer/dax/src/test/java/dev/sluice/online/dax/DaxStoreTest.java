package dev.sluice.online.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureStatus;
import dev.sluice.client.FeatureVector;
import dev.sluice.client.GetOptions;
import dev.sluice.feature.FeatureView;
import dev.sluice.online.Descriptions;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.RowCodec;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real DAX client against a node of our own, in front of DynamoDB Local. */
@Timeout(120)
class DaxStoreTest {
    private static final Path JARS =
            Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
    private static final long NOW = 983_404_800_000_000L;
    private static final Map<String, Object> ORD_TO_ATL = Map.of("origin", "ORD", "destination", "ATL");

    @TempDir
    private static Path folder;

    private static EmbeddedDynamo dynamo;
    private static DaxStandIn dax;

    @BeforeAll
    static void start() throws Exception {
        dynamo = EmbeddedDynamo.start(JARS, folder.resolve("online"));
        dax = DaxStandIn.before(dynamo.endpoint());
    }

    @AfterAll
    static void stop() throws Exception {
        dax.close();
        dynamo.close();
    }

    private static OnlineChange row(FeatureView view, List<String> key, @Nullable Object... values) {
        return new OnlineChange.Put(new OnlineItem(
                new ItemKey(EntityKey.of(view.entity(), key).text(), view.id()),
                RowCodec.of(view).encode(Arrays.asList(values)),
                NOW,
                NOW,
                null));
    }

    @Test
    void aStoreBehindDaxIsPreparedWrittenDescribedAndRead() {
        try (OnlineStore store = DynamoOnlineStore.open(dax.endpoint(), "behind_dax");
                FeatureClient client = FeatureClient.connect(dax.endpoint(), "behind_dax")) {
            store.prepare();
            store.describe(Descriptions.flights(Flights.airportDelays(), Flights.routeDelays()));
            store.write(List.of(
                    row(Flights.airportDelays(), List.of("ORD"), 7L, 1.5),
                    row(Flights.routeDelays(), List.of("ORD", "ATL"), 9L, null)));

            FeatureVector first = client.get("delay_model", ORD_TO_ATL);
            assertThat(first.asLong("origin__departures_1d")).isEqualTo(7);
            assertThat(first.status("destination__departures_1d")).isEqualTo(FeatureStatus.NOT_FOUND);
            assertThat(first.asLong("flights_7d")).isEqualTo(9);
            assertThat(first.status("max_delay_7d")).isEqualTo(FeatureStatus.NULL_VALUE);

            int misses = dax.misses();
            int hits = dax.hits();
            assertThat(client.get("delay_model", ORD_TO_ATL)).isEqualTo(first);
            assertThat(dax.misses()).isEqualTo(misses);
            assertThat(dax.hits()).isEqualTo(hits + 3);
        }
    }

    @Test
    void oneKeyAndManyAreAnsweredFromTheSameItemsOfTheCache() {
        try (OnlineStore store = DynamoOnlineStore.open(dax.endpoint(), "one_and_many")) {
            store.prepare();
            OnlineChange ord = row(Flights.airportDelays(), List.of("ORD"), 7L, 1.5);
            OnlineChange atl = row(Flights.airportDelays(), List.of("ATL"), 8L, 2.5);
            store.write(List.of(ord, atl));
            assertThat(store.read(List.of(ord.key(), atl.key()))).hasSize(2);
            int misses = dax.misses();

            assertThat(store.read(List.of(ord.key()))).containsOnlyKeys(ord.key());
            assertThat(dax.misses()).isEqualTo(misses);
        }
    }

    @Test
    void aDescriptionIsNeverAnsweredFromTheCache() {
        try (OnlineStore store = DynamoOnlineStore.open(dax.endpoint(), "described")) {
            store.prepare();
            store.describe(Descriptions.flights(Flights.airportDelays()));
            assertThat(store.description().views()).hasSize(1);

            store.describe(Descriptions.flights(Flights.airportDelays(), Flights.routeDelays()));

            assertThat(store.description().views()).hasSize(2);
        }
    }

    @Test
    void aMissingTableIsAnErrorThatSaysWhatToDo() {
        try (FeatureClient client = FeatureClient.connect(dax.endpoint(), "not_there")) {
            assertThatThrownBy(() -> client.get("delay_model", ORD_TO_ATL))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("not_there")
                    .hasMessageContaining("Run `sluice materialize` first");
        }
    }

    @Test
    void aClusterThatIsNotThereOrNeverAnswersIsNamed() throws Exception {
        GetOptions soon = GetOptions.DEFAULTS.withDeadline(TimeSpan.parse("2s"));
        try (ServerSocket silent = new ServerSocket(0);
                FeatureClient client = FeatureClient.connect("dax://127.0.0.1:" + silent.getLocalPort(), "features")) {
            assertThatThrownBy(() -> client.get("delay_model", ORD_TO_ATL, soon))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith("Cannot reach DynamoDB at dax://127.0.0.1:" + silent.getLocalPort());
        }
    }
}
