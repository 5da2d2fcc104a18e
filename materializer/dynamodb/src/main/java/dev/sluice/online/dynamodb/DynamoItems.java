package dev.sluice.online.dynamodb;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB has them. */
final class DynamoItems {
    private DynamoItems() {}

    static Map<String, AttributeValue> key(ItemKey key) {
        return key(key.entityKey(), sortKey(key.view()));
    }

    static String sortKey(ViewId view) {
        return view.name() + "#" + view.version();
    }

    static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
        return Map.of(
                OnlineTable.ENTITY_KEY, AttributeValue.fromS(partitionKey),
                OnlineTable.VIEW, AttributeValue.fromS(sortKey));
    }

    static Map<String, AttributeValue> of(OnlineItem item) {
        Map<String, AttributeValue> attributes = new HashMap<>(key(item.key()));
        attributes.put(OnlineTable.VALUE, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(item.value())));
        attributes.put(OnlineTable.EVENT_TIME, number(item.eventMicros()));
        attributes.put(OnlineTable.CREATED_TIME, number(item.createdMicros()));
        Long expiresAt = item.expiresAt();
        if (expiresAt != null) {
            attributes.put(OnlineTable.EXPIRES_AT, number(expiresAt));
        }
        return attributes;
    }

    static OnlineItem item(Map<String, AttributeValue> attributes) {
        return item(itemKey(attributes), attributes);
    }

    /** The item of a key that is known. */
    static OnlineItem item(ItemKey key, Map<String, AttributeValue> attributes) {
        AttributeValue expiresAt = attributes.get(OnlineTable.EXPIRES_AT);
        return new OnlineItem(
                key,
                attribute(attributes, OnlineTable.VALUE).b().asByteArrayUnsafe(),
                Long.parseLong(attribute(attributes, OnlineTable.EVENT_TIME).n()),
                Long.parseLong(attribute(attributes, OnlineTable.CREATED_TIME).n()),
                expiresAt == null ? null : Long.valueOf(expiresAt.n()));
    }

    private static ItemKey itemKey(Map<String, AttributeValue> attributes) {
        String view = attribute(attributes, OnlineTable.VIEW).s();
        int hash = view.lastIndexOf('#');
        return new ItemKey(
                attribute(attributes, OnlineTable.ENTITY_KEY).s(),
                new ViewId(view.substring(0, hash), Integer.parseInt(view.substring(hash + 1))));
    }

    /** An attribute that every item of its kind has. */
    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw DynamoError.WRONG_TABLE.problem("Cannot read an item: it has no attribute " + name
                    + ". Something else writes to the table; name another one in sluice.yaml.");
        }
        return value;
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
