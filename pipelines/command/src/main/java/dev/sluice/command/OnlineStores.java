package dev.sluice.command;

import dev.sluice.online.OnlineScan;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The online store that a project names, opened for one command; an embedded one is started and stopped with it. */
final class OnlineStores implements AutoCloseable {
    private final String endpoint;
    private final DynamoOnlineStore store;
    private final AutoCloseable server;

    private OnlineStores(String endpoint, String table, DynamoOptions options, AutoCloseable server) {
        this.endpoint = endpoint;
        this.store = DynamoOnlineStore.open(endpoint, table, options);
        this.server = server;
    }

    /** As services read it, through DAX where the project says so. */
    static OnlineStores forReaders(Project project) {
        return open(project, project.settings().online().endpoint(), DynamoOptions.DEFAULTS);
    }

    /** The table itself. */
    static OnlineStores ofTable(Project project, DynamoOptions options) {
        return open(project, project.settings().online().tableEndpoint(), options);
    }

    private static OnlineStores open(Project project, String endpoint, DynamoOptions options) {
        String table = project.settings().online().table();
        if (!endpoint.equals("embedded")) {
            return new OnlineStores(endpoint, table, options, () -> {});
        }
        EmbeddedDynamo dynamo = quietly(() -> EmbeddedDynamo.start(
                Installation.dynamoJars(), project.folder().resolve(".sluice").resolve("online")));
        return new OnlineStores(dynamo.endpoint().toString(), table, options, dynamo);
    }

    /** What the server says of itself when it starts is no part of a command's answer. */
    private static <T> T quietly(Supplier<T> start) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return start.get();
        } finally {
            System.setOut(out);
        }
    }

    /** Where it is, also for other processes of this machine. */
    String endpoint() {
        return endpoint;
    }

    OnlineStore store() {
        return store;
    }

    OnlineScan scan() {
        return store;
    }

    @Override
    public void close() {
        try (server) {
            store.close();
        } catch (SluiceException e) {
            throw e;
        } catch (Exception e) {
            throw CommandError.UNEXPECTED.problem("Cannot close the online store: " + e, e);
        }
    }
}
