package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
        Map<ItemKey, List<OnlineChange>> byKey = new LinkedHashMap<>();
        changes.forEach(change ->
                byKey.computeIfAbsent(change.key(), key -> new ArrayList<>()).add(change));
        Map<ItemKey, OnlineItem> stored = reads.consistently(byKey.keySet());
        List<Future<WriteSummary>> running = new ArrayList<>();
        byKey.forEach((key, ofKey) -> running.add(threads.submit(() -> inOrder(ofKey, stored.get(key)))));
        return awaited(running);
    }

    private WriteSummary inOrder(List<OnlineChange> changes, @Nullable OnlineItem stored) {
        WriteSummary summary = write(changes.get(0), stored);
        for (OnlineChange later : changes.subList(1, changes.size())) {
            summary = summary.plus(send(later));
        }
        return summary;
    }

    /** Leaves out the call when what is stored tells its answer. */
    private WriteSummary write(OnlineChange change, @Nullable OnlineItem stored) {
        if (change instanceof OnlineChange.Put put) {
            if (put.item().equals(stored)) {
                return WriteSummary.WRITTEN;
            }
            if (stored != null && put.item().isOlderThan(stored)) {
                return WriteSummary.OUTDATED;
            }
        } else if (stored == null) {
            return WriteSummary.DELETED;
        }
        return send(change);
    }

    private WriteSummary send(OnlineChange change) {
        return change instanceof OnlineChange.Put put ? put(put.item()) : delete((OnlineChange.Delete) change);
    }

    private WriteSummary put(OnlineItem item) {
        requireSize(item);
        return conditionally(
                WriteSummary.WRITTEN,
                () -> client.putItem(PutItemRequest.builder()
                        .tableName(table)
                        .item(DynamoItems.of(item))
                        .conditionExpression(NOT_NEWER)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(times(item.eventMicros(), item.createdMicros()))
                        .build()));
    }

    private WriteSummary delete(OnlineChange.Delete delete) {
        return conditionally(
                WriteSummary.DELETED,
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
                return WriteSummary.OUTDATED;
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
