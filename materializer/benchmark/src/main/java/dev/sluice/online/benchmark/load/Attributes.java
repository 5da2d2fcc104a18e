package dev.sluice.online.benchmark.load;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineItem;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as DynamoDB has them. */
final class Attributes {
    private Attributes() {}

    static Map<String, AttributeValue> key(OnlineItem item) {
        return Map.of(
                OnlineTable.ENTITY_KEY, AttributeValue.fromS(item.key().entityKey()),
                OnlineTable.VIEW,
                        AttributeValue.fromS(item.key().view().name() + "#"
                                + item.key().view().version()));
    }

    static Map<String, AttributeValue> of(OnlineItem item) {
        Map<String, AttributeValue> attributes = new HashMap<>(key(item));
        attributes.put(OnlineTable.VALUE, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(item.value())));
        attributes.put(OnlineTable.EVENT_TIME, number(item.eventMicros()));
        attributes.put(OnlineTable.CREATED_TIME, number(item.createdMicros()));
        return attributes;
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
