package dev.sluice.online.dynamodb;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for all tests of this process; each test uses a table of its own. */
public final class LocalDynamo {
    static final Path JARS = Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
    public static final String ENDPOINT =
            EmbeddedDynamo.inMemory(JARS).endpoint().toString();

    private static final AtomicInteger TABLES = new AtomicInteger();

    private LocalDynamo() {}

    public static String newTable() {
        return "features_" + TABLES.incrementAndGet();
    }

    static DynamoDbClient client() {
        return DynamoEndpoint.parse(ENDPOINT).client(DynamoOptions.DEFAULTS);
    }
}
