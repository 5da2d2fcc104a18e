package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.dax.DaxStandIn;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a project whose readers have a DAX cluster, by Amazon's client. */
@Timeout(120)
class DaxCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedDynamo dynamo;

    @SuppressWarnings("NullAway.Init")
    private static DaxStandIn dax;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("sluice.home", ROOT.toString());
        dynamo = EmbeddedDynamo.inMemory(ROOT.resolve("materializer/dynamodb-local/target/jars"));
        dax = DaxStandIn.before(dynamo.endpoint());
    }

    @AfterAll
    static void stop() throws Exception {
        dax.close();
        dynamo.close();
    }

    @Test
    void vectorsComeFromTheClustersItems() {
        OnlineFlights flights = OnlineFlights.in(folder.resolve("flights"), dax.endpoint(), "read_by_dax");
        flights.materialized("ORD", "ATL");

        Captured first = flights.sluice("get", "delay_model", "origin=ORD", "destination=ATL");
        assertThat(first.exitStatus()).as(first.err()).isZero();
        assertThat(first.out()).contains("NULL_VALUE");
        int misses = dax.misses();
        int hits = dax.hits();

        assertThat(flights.sluice("get", "delay_model", "origin=ORD", "destination=ATL"))
                .isEqualTo(first);
        assertThat(dax.misses()).isEqualTo(misses);
        assertThat(dax.hits()).isGreaterThan(hits);
    }

    @Test
    void aClusterThatIsPutBeforeATableBeginsNothingAnew() {
        OnlineFlights flights = OnlineFlights.in(folder.resolve("flights"), "aws", "put_before");
        flights.materialized("ORD", "ATL");

        flights.readAt(dax.endpoint());
        int asked = dax.hits() + dax.misses();

        Captured again = flights.sluice("materialize", "airport_delays", "--output", "json");
        assertThat(again.out()).contains("\"from_version\" : 1", "\"to_version\" : 1");
        assertThat(flights.sluice("reconcile", "airport_delays").out()).contains("Equal. Read units: ");
        assertThat(dax.hits() + dax.misses()).isEqualTo(asked);
    }

    @Test
    void theTableIsWrittenAndComparedWhileTheClusterIsAway() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String away = "dax://127.0.0.1:" + silent.getLocalPort();
            OnlineFlights flights = OnlineFlights.in(folder.resolve("flights"), away, "cluster_away");

            flights.materialized("ORD", "ATL");

            assertThat(flights.sluice("reconcile", "airport_delays").exitStatus())
                    .isZero();
            Captured read = flights.sluice("get", "delay_model", "origin=ORD", "destination=ATL", "--deadline", "2s");
            assertThat(read.exitStatus()).isOne();
            assertThat(read.err()).contains("Cannot reach DynamoDB at " + away);
        }
    }

    @Test
    void aDoctorLooksAtBoth() {
        OnlineFlights flights = OnlineFlights.in(folder.resolve("flights"), dax.endpoint(), "looked_at");
        flights.materialized("ORD");

        Captured looked = flights.sluice("doctor", "dynamodb", "dax");

        assertThat(looked.out())
                .contains(
                        "Table looked_at at aws is there", dax.endpoint() + " answers; the online store is described");
    }
}
