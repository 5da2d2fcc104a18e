package dev.sluice.jobs;

import dev.sluice.materializer.ShareOrder;
import dev.sluice.materializer.ShareOutcome;
import dev.sluice.materializer.ShareRun;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.DynamoOptions;
import org.apache.spark.api.java.function.Function;

/**
 * Carries out an order in an executor, over a connection of its own.
 *
 * @param writeUnits of this task; 0 for as many as there are
 */
record ShareTask(String endpoint, String table, long writeUnits) implements Function<ShareOrder, ShareOutcome> {
    @Override
    public ShareOutcome call(ShareOrder order) {
        DynamoOptions options = DynamoOptions.DEFAULTS.withWriteUnits(writeUnits);
        try (DynamoOnlineStore store = DynamoOnlineStore.open(endpoint, table, options)) {
            return ShareRun.execute(order, store);
        }
    }
}
