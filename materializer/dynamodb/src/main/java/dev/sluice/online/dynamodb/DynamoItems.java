package dev.sluice.online.dynamodb;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB has them. */
final class DynamoItems {
    /** What an item may have. */
    static final long MOST_BYTES = 400 * 1024;

    private static final int NAMES_LENGTH = (OnlineTable.ENTITY_KEY
                    + OnlineTable.VIEW
                    + OnlineTable.VALUE
                    + OnlineTable.EVENT_TIME
                    + OnlineTable.CREATED_TIME)
            .length();

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

    /** The size that DynamoDB counts: names and texts in UTF-8, a byte for two digits of a number and one for its length. */
    static long bytes(OnlineItem item) {
        ItemKey key = item.key();
        Long expiresAt = item.expiresAt();
        return NAMES_LENGTH
                + utf8(key.entityKey())
                + utf8(sortKey(key.view()))
                + item.value().length
                + digits(item.eventMicros())
                + digits(item.createdMicros())
                + (expiresAt == null ? 0 : OnlineTable.EXPIRES_AT.length() + digits(expiresAt));
    }

    private static int digits(long number) {
        return (Long.toString(number).length() + 1) / 2 + 1;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
