package dev.sluice.online.dynamodb;

import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads of whole items: one key by GetItem, more by BatchGetItem. Keys that DynamoDB leaves unprocessed are asked for again
 * until the deadline. Eventually consistent reads without a projection are those that DAX answers from its item cache.
 */
final class DynamoReads {
    static final int MOST_KEYS = 100;

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final DynamoOptions options;
    private final String table;

    DynamoReads(DynamoDbClient client, DynamoCalls calls, DynamoOptions options, String table) {
        this.client = client;
        this.calls = calls;
        this.options = options;
        this.table = table;
    }

    Map<ItemKey, OnlineItem> eventually(Collection<ItemKey> keys) {
        return read(keys, false, time());
    }

    Map<ItemKey, OnlineItem> eventually(Collection<ItemKey> keys, Deadline deadline) {
        return read(keys, false, time(deadline));
    }

    /** As of now: every write that has been answered is seen. */
    Map<ItemKey, OnlineItem> consistently(Collection<ItemKey> keys) {
        return read(keys, true, time());
    }

    private Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys, boolean consistent, CallTime time) {
        if (keys.size() == 1) {
            return readOne(keys.iterator().next(), consistent, time);
        }
        List<Map<String, AttributeValue>> distinct =
                new LinkedHashSet<>(keys).stream().map(DynamoItems::key).toList();
        Map<ItemKey, OnlineItem> found = new HashMap<>();
        readAll(distinct, consistent, time, attributes -> {
            OnlineItem item = DynamoItems.item(attributes);
            found.put(item.key(), item);
        });
        return found;
    }

    private Map<ItemKey, OnlineItem> readOne(ItemKey key, boolean consistent, CallTime time) {
        Map<String, AttributeValue> attributes = readOne("read", DynamoItems.key(key), consistent, time);
        return attributes.isEmpty() ? Map.of() : Map.of(key, DynamoItems.item(key, attributes));
    }

    /** The item that the description begins with, as of now; empty when there is none. */
    Map<String, AttributeValue> head(Map<String, AttributeValue> key, CallTime time) {
        return readOne("read the description of", key, true, time);
    }

    /** The time that the options give. */
    CallTime time() {
        return CallTime.of(options);
    }

    CallTime time(Deadline deadline) {
        return new CallTime(options, deadline);
    }

    private Map<String, AttributeValue> readOne(
            String what, Map<String, AttributeValue> key, boolean consistent, CallTime time) {
        GetItemRequest.Builder request =
                GetItemRequest.builder().tableName(table).key(key);
        if (consistent) {
            request.consistentRead(true);
        }
        time.limits().ifPresent(request::overrideConfiguration);
        return calls.answer(what, () -> client.getItem(request.build())).item();
    }

    /** Reads items of distinct keys in any number and order. */
    void readAll(
            List<Map<String, AttributeValue>> keys,
            boolean consistent,
            CallTime time,
            Consumer<Map<String, AttributeValue>> each) {
        for (int from = 0; from < keys.size(); from += MOST_KEYS) {
            KeysAndAttributes.Builder batch =
                    KeysAndAttributes.builder().keys(keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)));
            readBatch(consistent ? batch.consistentRead(true).build() : batch.build(), time, each);
        }
    }

    private void readBatch(KeysAndAttributes request, CallTime time, Consumer<Map<String, AttributeValue>> each) {
        Backoff backoff = Backoff.until(time.deadline());
        KeysAndAttributes waiting = request;
        while (waiting != null && waiting.hasKeys() && !waiting.keys().isEmpty()) {
            BatchGetItemResponse answer = call(waiting, time);
            answer.responses().getOrDefault(table, List.of()).forEach(each);
            waiting = answer.unprocessedKeys().get(table);
            if (waiting != null && waiting.hasKeys() && !backoff.pause()) {
                throw DynamoError.UNAVAILABLE.problem(
                        "Cannot read " + waiting.keys().size() + " items of " + calls.where()
                                + ": it throttles. Try again later, or raise its capacity.");
            }
        }
    }

    private BatchGetItemResponse call(KeysAndAttributes asked, CallTime time) {
        BatchGetItemRequest.Builder request = BatchGetItemRequest.builder().requestItems(Map.of(table, asked));
        time.limits().ifPresent(request::overrideConfiguration);
        return calls.answer("read", () -> client.batchGetItem(request.build()));
    }
}
