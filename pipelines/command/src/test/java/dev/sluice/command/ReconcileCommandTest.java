package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

    @TempDir
    private static Path server;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedDynamo dynamo;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private OnlineFlights flights;

    @BeforeAll
    static void start() {
        System.setProperty("sluice.home", ROOT.toString());
        dynamo = EmbeddedDynamo.start(ROOT.resolve("materializer/dynamodb-local/target/jars"), server);
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @BeforeEach
    void anAppliedProject() {
        flights = OnlineFlights.in(folder.resolve("flights"), dynamo.endpoint().toString(), "t" + folder.getFileName());
    }

    @Test
    void whatDiffersIsToldWrittenToAFileAndRepaired() throws IOException {
        flights.materialized("ORD", "ATL");
        assertThat(flights.sluice("reconcile", "airport_delays"))
                .satisfies(run -> assertThat(run.exitStatus()).isZero())
                .satisfies(run -> assertThat(run.out()).contains("Equal. Read units: "));
        loseAndAdd();

        Path file = folder.resolve("differences.json");
        Captured told = flights.sluice("reconcile", "airport_delays@1", "--out", file.toString());

        assertThat(told.exitStatus()).isOne();
        assertThat(told.out())
                .containsPattern("airport_delays@1 +version 1 +2 +2 +1 +1 +0 +0 +0\n")
                .containsPattern("airport\\|ORD +missing +2001-03-02T00:00:00Z \\(2001-03-02T00:00:00Z\\) +-\n")
                .containsPattern("airport\\|XXX +extra +- +1970-01-01")
                .contains("2 keys differ. Read units: ");
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"key\":\"airport|"));
        Captured repaired = flights.sluice("reconcile", "airport_delays", "--repair", "--output", "json");
        assertThat(repaired.exitStatus()).isZero();
        assertThat(repaired.out()).contains("\"repaired\" : 2", "\"missing\" : 1", "\"extra\" : 1");
        assertThat(flights.sluice("reconcile", "airport_delays").exitStatus()).isZero();
    }

    private void loseAndAdd() {
        try (DynamoOnlineStore store =
                DynamoOnlineStore.open(dynamo.endpoint().toString(), "t" + folder.getFileName())) {
            ItemKey added = new ItemKey("airport|XXX", flights.view().id());
            store.write(List.of(
                    new OnlineChange.Delete(
                            new ItemKey("airport|ORD", flights.view().id()), Long.MAX_VALUE, 0),
                    new OnlineChange.Put(new OnlineItem(added, new byte[] {1}, 1, 1, null))));
        }
    }

    @Test
    void aViewThatWasNeverMaterializedAndWrongInputAreTold() {
        Captured never = flights.sluice("reconcile", "airport_delays");
        assertThat(never.exitStatus()).isOne();
        assertThat(never.err())
                .contains("Cannot reconcile airport_delays@1: it was never materialized to this store. Run `sluice"
                        + " materialize airport_delays@1` first.");
        assertThat(flights.sluice("reconcile", "airport_delay").exitStatus()).isEqualTo(2);
        assertThat(flights.sluice("reconcile", "airport_delays", "--segments", "0")
                        .err())
                .contains("Invalid number of segments: 0.");
    }
}
