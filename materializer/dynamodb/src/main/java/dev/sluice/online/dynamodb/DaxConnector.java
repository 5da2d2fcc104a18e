package dev.sluice.online.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Connects to DAX clusters; the module {@code sluice-dax} has one, which is found on the class path. */
public interface DaxConnector {
    /**
     * A client that answers GetItem and BatchGetItem by the cluster.
     *
     * @param cluster {@code dax://host:port}, or {@code daxs://host:port} with encryption
     */
    DynamoDbClient connect(String cluster, DynamoOptions options);
}
