package dev.sluice.online.dynamodb;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Batched reads; keys that DynamoDB leaves unprocessed are asked for again until the deadline. */
final class DynamoReads {
    private static final int MOST_KEYS = 100;

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
        return read(keys, KeysAndAttributes.builder());
    }

    /** As of now: every write that has been answered is seen. */
    Map<ItemKey, OnlineItem> consistently(Collection<ItemKey> keys) {
        return read(keys, KeysAndAttributes.builder().consistentRead(true));
    }

    private Map<ItemKey, OnlineItem> read(Collection<ItemKey> keys, KeysAndAttributes.Builder request) {
        List<ItemKey> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
        Map<ItemKey, OnlineItem> found = new HashMap<>();
        for (int from = 0; from < distinct.size(); from += MOST_KEYS) {
            List<Map<String, AttributeValue>> batch =
                    distinct.subList(from, Math.min(distinct.size(), from + MOST_KEYS)).stream()
                            .map(DynamoItems::key)
                            .toList();
            readBatch(request.keys(batch).build(), found);
        }
        return found;
    }

    private void readBatch(KeysAndAttributes request, Map<ItemKey, OnlineItem> found) {
        Backoff backoff = Backoff.within(options.batchTimeout());
        KeysAndAttributes waiting = request;
        while (waiting != null && waiting.hasKeys() && !waiting.keys().isEmpty()) {
            KeysAndAttributes asked = waiting;
            BatchGetItemResponse answer = calls.answer(
                    "read",
                    () -> client.batchGetItem(BatchGetItemRequest.builder()
                            .requestItems(Map.of(table, asked))
                            .build()));
            for (Map<String, AttributeValue> attributes : answer.responses().getOrDefault(table, List.of())) {
                OnlineItem item = DynamoItems.item(attributes);
                found.put(item.key(), item);
            }
            waiting = answer.unprocessedKeys().get(table);
            if (waiting != null && waiting.hasKeys() && !backoff.pause()) {
                throw DynamoError.UNAVAILABLE.problem(
                        "Cannot read " + waiting.keys().size() + " items of " + calls.where()
                                + ": it throttles. Try again later, or raise its capacity.");
            }
        }
    }
}
