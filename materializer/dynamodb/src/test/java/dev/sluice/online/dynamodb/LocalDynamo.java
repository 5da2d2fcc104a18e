package dev.sluice.online.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for all tests of this process; each test uses a table of its own. */
public final class LocalDynamo {
    static final Path JARS = Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
    public static final String ENDPOINT =
            EmbeddedDynamo.start(JARS, newFolder()).endpoint().toString();

    private static final AtomicInteger TABLES = new AtomicInteger();

    private LocalDynamo() {}

    public static String newTable() {
        return "features_" + TABLES.incrementAndGet();
    }

    static DynamoDbClient client() {
        return DynamoEndpoint.parse(ENDPOINT).client(DynamoOptions.DEFAULTS);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "dynamodb-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
