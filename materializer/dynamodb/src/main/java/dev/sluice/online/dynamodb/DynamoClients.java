package dev.sluice.online.dynamodb;

import java.util.ServiceLoader;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The clients of one store.
 *
 * @param reading what items and the description are read with; a cache may stand behind it
 * @param plain DynamoDB itself, for the table, for writes and for what is read before them
 * @param endpoint where items are read, for messages
 */
record DynamoClients(DynamoDbClient reading, DynamoDbClient plain, String endpoint) implements AutoCloseable {
    /** Reads by a DAX cluster, and all else by DynamoDB in the same region. */
    static DynamoClients behind(String cluster, DynamoOptions options) {
        DaxConnector connector = connector(cluster);
        DynamoDbClient plain = DynamoEndpoint.aws().client(options);
        try {
            return new DynamoClients(connector.connect(cluster, options), plain, cluster);
        } catch (RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static DaxConnector connector(String cluster) {
        return ServiceLoader.load(DaxConnector.class, DaxConnector.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> DynamoError.NO_DAX.problem("Cannot use " + cluster
                        + ": the DAX client is not on the class path. Add the dependency"
                        + " dev.sluice.materializer:sluice-dax."));
    }

    @Override
    public void close() {
        reading.close();
        if (plain != reading) {
            plain.close();
        }
    }
}
