package dev.sluice.online.dynamodb;

import dev.sluice.online.OnlineChange;
import dev.sluice.online.WriteUsage;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * A change as a statement.
 *
 * @param bytes of the item that is written
 */
record WriteStatement(OnlineChange change, BatchStatementRequest request, long bytes) {
    long units() {
        return WriteUsage.units(bytes);
    }
}
