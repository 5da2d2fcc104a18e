package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineStoreError;
import dev.sluice.online.StoreDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The store's description under the partition key {@code #sluice}: an item for each entity, view and service, all of one
 * generation, and one item that says which generation counts. Writing a generation and then switching that one item is
 * what makes a change whole.
 */
final class DynamoDescription {
    private static final String CURRENT = "current";
    private static final String GENERATION = "generation";
    private static final String SECTIONS = "sections";
    private static final int MOST_TRIES = 10;

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final DynamoReads reads;
    private final String table;

    DynamoDescription(DynamoDbClient client, DynamoCalls calls, DynamoReads reads, String table) {
        this.client = client;
        this.calls = calls;
        this.reads = reads;
        this.table = table;
    }

    StoreDescription read(CallTime time) {
        return find(time)
                .orElseThrow(() -> OnlineStoreError.undescribed(calls.where()))
                .description();
    }

    /** Replaces the description, keeping the schemas that earlier ones knew; one that says the same is not written. */
    void write(StoreDescription given) {
        Backoff backoff = Backoff.within(Duration.ofSeconds(30));
        do {
            Optional<Generation> current = find(reads.time());
            StoreDescription merged = current.map(now -> given.keepingSchemasOf(now.description()))
                    .orElse(given);
            if (current.isPresent() && current.get().description().equals(merged)) {
                return;
            }
            if (switchTo(merged, current.map(Generation::number).orElse(0L))) {
                return;
            }
        } while (backoff.pause());
        throw DynamoError.CONFLICT.problem(
                "Cannot describe " + calls.where() + ": other processes describe it at the same time. Try again.");
    }

    private boolean switchTo(StoreDescription description, long before) {
        long number = before + 1 + (System.nanoTime() & 0xFFFF) * 1_000_000L;
        List<Map<String, AttributeValue>> sections = DescriptionSections.of(description);
        for (int i = 0; i < sections.size(); i++) {
            Map<String, AttributeValue> item = new HashMap<>(sections.get(i));
            item.putAll(DynamoItems.key(OnlineTable.DESCRIPTION_KEY, sortKey(number, i)));
            calls.answer(
                    "describe",
                    () -> client.putItem(request -> request.tableName(table).item(item)));
        }
        boolean switched = calls.answer("describe", () -> point(number, sections.size(), description, before));
        remove(switched ? before : number);
        return switched;
    }

    private boolean point(long number, int sections, StoreDescription description, long before) {
        Map<String, AttributeValue> item = new HashMap<>(DynamoItems.key(OnlineTable.DESCRIPTION_KEY, CURRENT));
        item.put(GENERATION, DynamoItems.number(number));
        item.put(SECTIONS, DynamoItems.number(sections));
        item.putAll(DescriptionSections.head(description));
        try {
            client.putItem(request -> request.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(#g) OR #g = :before")
                    .expressionAttributeNames(Map.of("#g", GENERATION))
                    .expressionAttributeValues(Map.of(":before", DynamoItems.number(before))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private Optional<Generation> find(CallTime time) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Map<String, AttributeValue> head = reads.head(DynamoItems.key(OnlineTable.DESCRIPTION_KEY, CURRENT), time);
            if (head.isEmpty()) {
                return Optional.empty();
            }
            long number = Long.parseLong(DynamoItems.attribute(head, GENERATION).n());
            int count = Integer.parseInt(DynamoItems.attribute(head, SECTIONS).n());
            List<Map<String, AttributeValue>> sections = sections(number, count, time);
            if (sections.size() == count) {
                return Optional.of(new Generation(number, DescriptionSections.read(head, sections)));
            }
        }
        throw DynamoError.CONFLICT.problem("Cannot read the description of " + calls.where()
                + ": it changes all the time, or parts of it are missing. Run `sluice materialize` again.");
    }

    private List<Map<String, AttributeValue>> sections(long number, int count, CallTime time) {
        List<Map<String, AttributeValue>> keys = IntStream.range(0, count)
                .mapToObj(section -> DynamoItems.key(OnlineTable.DESCRIPTION_KEY, sortKey(number, section)))
                .toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        reads.readAll(keys, true, time, items::add);
        items.sort(Comparator.comparing(
                item -> DynamoItems.attribute(item, OnlineTable.VIEW).s()));
        return items;
    }

    private List<Map<String, AttributeValue>> sections(long number) {
        return calls.answer("read the description of", () -> {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            client.queryPaginator(request -> request.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :generation)")
                            .expressionAttributeNames(Map.of("#pk", OnlineTable.ENTITY_KEY, "#sk", OnlineTable.VIEW))
                            .expressionAttributeValues(Map.of(
                                    ":pk", AttributeValue.fromS(OnlineTable.DESCRIPTION_KEY),
                                    ":generation", AttributeValue.fromS(number + "#"))))
                    .items()
                    .forEach(items::add);
            return items;
        });
    }

    private void remove(long number) {
        sections(number)
                .forEach(item -> calls.answer(
                        "describe",
                        () -> client.deleteItem(request -> request.tableName(table)
                                .key(DynamoItems.key(
                                        OnlineTable.DESCRIPTION_KEY,
                                        DynamoItems.attribute(item, OnlineTable.VIEW)
                                                .s())))));
    }

    private static String sortKey(long number, int section) {
        return "%d#%06d".formatted(number, section);
    }

    /** A description and the number under which it stands. */
    private record Generation(long number, StoreDescription description) {}
}
