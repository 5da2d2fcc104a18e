package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Conditional writes, several in flight. A batched read before them drops what is outdated or there already; the condition
 * holds against writers that come between.
 */
final class DynamoWrites {
    private static final int MOST_BYTES = 400 * 1024;
    private static final String NOT_NEWER = "attribute_not_exists(#pk) OR #et < :et OR (#et = :et AND #ct <= :ct)";
    private static final Map<String, String> NAMES =
            Map.of("#pk", OnlineTable.ENTITY_KEY, "#et", OnlineTable.EVENT_TIME, "#ct", OnlineTable.CREATED_TIME);

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final DynamoReads reads;
    private final ExecutorService threads;
    private final String table;

    DynamoWrites(DynamoDbClient client, DynamoCalls calls, DynamoReads reads, ExecutorService threads, String table) {
        this.client = client;
        this.calls = calls;
        this.reads = reads;
        this.threads = threads;
        this.table = table;
    }

    WriteSummary write(Collection<? extends OnlineChange> changes) {
        Map<ItemKey, OnlineItem> stored =
                reads.consistently(changes.stream().map(OnlineChange::key).toList());
        List<Future<WriteSummary>> running = new ArrayList<>();
        for (OnlineChange change : changes) {
            OnlineItem there = stored.get(change.key());
            running.add(threads.submit(() -> write(change, there)));
        }
        return awaited(running);
    }

    private WriteSummary write(OnlineChange change, @Nullable OnlineItem stored) {
        if (change instanceof OnlineChange.Put put) {
            return put(put.item(), stored);
        }
        return delete((OnlineChange.Delete) change, stored);
    }

    private WriteSummary put(OnlineItem item, @Nullable OnlineItem stored) {
        if (item.equals(stored)) {
            return WriteSummary.NONE;
        }
        if (stored != null && item.isOlderThan(stored)) {
            return new WriteSummary(0, 0, 1);
        }
        requireSize(item);
        return conditionally(
                new WriteSummary(1, 0, 0),
                () -> client.putItem(PutItemRequest.builder()
                        .tableName(table)
                        .item(DynamoItems.of(item))
                        .conditionExpression(NOT_NEWER)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(times(item.eventMicros(), item.createdMicros()))
                        .build()));
    }

    private WriteSummary delete(OnlineChange.Delete delete, @Nullable OnlineItem stored) {
        if (stored == null) {
            return WriteSummary.NONE;
        }
        return conditionally(
                new WriteSummary(0, 1, 0),
                () -> client.deleteItem(DeleteItemRequest.builder()
                        .tableName(table)
                        .key(DynamoItems.key(delete.key()))
                        .conditionExpression(NOT_NEWER)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(times(delete.eventMicros(), delete.createdMicros()))
                        .build()));
    }

    private WriteSummary conditionally(WriteSummary done, Runnable call) {
        return calls.answer("write", () -> {
            try {
                call.run();
                return done;
            } catch (ConditionalCheckFailedException e) {
                return new WriteSummary(0, 0, 1);
            }
        });
    }

    private static Map<String, AttributeValue> times(long eventMicros, long createdMicros) {
        return Map.of(":et", DynamoItems.number(eventMicros), ":ct", DynamoItems.number(createdMicros));
    }

    private static void requireSize(OnlineItem item) {
        if (item.value().length + item.key().entityKey().length() + 256 > MOST_BYTES) {
            throw DynamoError.ITEM_TOO_LARGE.problem(
                    "Cannot write " + item.key().view() + " of "
                            + item.key().entityKey() + ": its row has " + item.value().length
                            + " bytes and DynamoDB takes at most 400 KiB an item. Split the view.");
        }
    }

    private static WriteSummary awaited(List<Future<WriteSummary>> running) {
        WriteSummary sum = WriteSummary.NONE;
        for (Future<WriteSummary> write : running) {
            try {
                sum = sum.plus(write.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DynamoError.UNAVAILABLE.problem("Cannot finish writing: the process is being stopped.", e);
            } catch (ExecutionException e) {
                running.forEach(other -> other.cancel(false));
                throw e.getCause() instanceof SluiceException problem
                        ? problem
                        : DynamoError.UNAVAILABLE.problem("Cannot write: " + e.getCause() + ".", e);
            }
        }
        return sum;
    }
}
