package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDynamoTest {
    private static final OnlineItem ITEM =
            new OnlineItem(new ItemKey("airport|ORD", new ViewId("airport_delays", 1)), new byte[] {42}, 10, 1, null);

    @TempDir
    private Path folder;

    @Test
    void whatAKilledProcessWroteIsThereForTheNext() {
        try (ChildJvm child = start()) {
            child.awaiting("written");
        }
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(LocalDynamo.JARS, data());
                DynamoOnlineStore store =
                        DynamoOnlineStore.open(dynamo.endpoint().toString(), "features")) {
            assertThat(store.read(List.of(ITEM.key()))).containsValue(ITEM);
        }
    }

    @Test
    void aFolderThatAnotherProcessHoldsIsRefusedWithItsName() {
        try (ChildJvm child = start().awaiting("written")) {
            assertThatThrownBy(() -> EmbeddedDynamo.start(LocalDynamo.JARS, data()))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot open the embedded online store in " + data() + ": process "
                            + child.process().pid() + " holds it. Wait for it, or use a DynamoDB with an endpoint"
                            + " (online.endpoint in sluice.yaml).");
        }
    }

    @Test
    void missingLibrariesAreAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() -> EmbeddedDynamo.start(folder.resolve("nowhere"), data()))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot start the embedded online store in " + data() + ": ")
                .hasMessageEndingWith("Install Sluice again.");
        EmbeddedDynamo.start(LocalDynamo.JARS, data()).close();
    }

    private ChildJvm start() {
        return ChildJvm.start(
                folder.resolve("child.txt"),
                List.of("-Dsluice.root=" + System.getProperty("sluice.root")),
                Child.class,
                data().toString());
    }

    private Path data() {
        return folder.resolve("online");
    }

    /** A process that writes an item and then holds the store until it is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path jars = Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
            EmbeddedDynamo dynamo = EmbeddedDynamo.start(jars, Path.of(arguments[0]));
            DynamoOnlineStore store = DynamoOnlineStore.open(dynamo.endpoint().toString(), "features");
            store.prepare();
            store.write(List.of(new OnlineChange.Put(ITEM)));
            System.out.println("written");
            Thread.sleep(60_000);
        }
    }
}
