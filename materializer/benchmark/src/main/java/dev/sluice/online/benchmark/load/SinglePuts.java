package dev.sluice.online.benchmark.load;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** A batched read, then a conditional put for each row that it did not find: how our store wrote before. */
record SinglePuts(DynamoDbClient client, String table, ExecutorService threads) implements Contender {
    private static final int MOST_KEYS = 100;

    @Override
    public String name() {
        return "single puts";
    }

    @Override
    public void write(List<OnlineItem> chunk) {
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < chunk.size(); from += MOST_KEYS) {
            List<OnlineItem> batch = chunk.subList(from, Math.min(chunk.size(), from + MOST_KEYS));
            List<Map<String, AttributeValue>> stored = stored(batch);
            batch.stream()
                    .filter(item -> !stored.contains(Attributes.of(item)))
                    .forEach(item -> running.add(threads.submit(() -> put(item))));
        }
        running.forEach(Awaited::of);
    }

    private List<Map<String, AttributeValue>> stored(List<OnlineItem> batch) {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(batch.stream().map(Attributes::key).toList())
                .consistentRead(true)
                .build();
        return client.batchGetItem(request -> request.requestItems(Map.of(table, keys)))
                .responses()
                .getOrDefault(table, List.of());
    }

    private void put(OnlineItem item) {
        Map<String, AttributeValue> attributes = Attributes.of(item);
        try {
            client.putItem(request -> request.tableName(table)
                    .item(attributes)
                    .conditionExpression("attribute_not_exists(#pk) OR #et < :et OR (#et = :et AND #ct <= :ct)")
                    .expressionAttributeNames(Map.of(
                            "#pk", OnlineTable.ENTITY_KEY,
                            "#et", OnlineTable.EVENT_TIME,
                            "#ct", OnlineTable.CREATED_TIME))
                    .expressionAttributeValues(Map.of(
                            ":et", Attributes.number(item.eventMicros()),
                            ":ct", Attributes.number(item.createdMicros()))));
        } catch (ConditionalCheckFailedException e) {
            // The table has a newer one.
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
