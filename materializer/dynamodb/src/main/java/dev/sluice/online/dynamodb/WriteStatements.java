package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * Changes as PartiQL statements, each with a condition of its own: an INSERT finds no item, an UPDATE an older one, a DELETE
 * one that is not newer, or the statement fails alone. Strictly older, so that a row that is there already is noticed.
 */
final class WriteStatements {
    private static final String WHERE = " WHERE " + OnlineTable.ENTITY_KEY + "=? AND " + OnlineTable.VIEW + "=? AND ("
            + OnlineTable.EVENT_TIME + "<? OR (" + OnlineTable.EVENT_TIME + "=? AND " + OnlineTable.CREATED_TIME;
    private static final String SET = "\" SET " + OnlineTable.VALUE + "=? SET " + OnlineTable.EVENT_TIME + "=? SET "
            + OnlineTable.CREATED_TIME + "=? ";
    private static final List<String> ALWAYS = List.of(
            OnlineTable.ENTITY_KEY,
            OnlineTable.VIEW,
            OnlineTable.VALUE,
            OnlineTable.EVENT_TIME,
            OnlineTable.CREATED_TIME);

    private final String insert;
    private final String insertExpiring;
    private final String update;
    private final String updateExpiring;
    private final String delete;

    WriteStatements(String table) {
        this.insert = "INSERT INTO \"" + table + "\" VALUE {" + members(ALWAYS) + "}";
        this.insertExpiring =
                "INSERT INTO \"" + table + "\" VALUE {" + members(ALWAYS) + ",'" + OnlineTable.EXPIRES_AT + "':?}";
        String older = WHERE + "<?))";
        this.update = "UPDATE \"" + table + SET + "REMOVE \"" + OnlineTable.EXPIRES_AT + "\"" + older;
        this.updateExpiring = "UPDATE \"" + table + SET + "SET \"" + OnlineTable.EXPIRES_AT + "\"=?" + older;
        this.delete = "DELETE FROM \"" + table + "\"" + WHERE + "<=?))";
    }

    private static String members(List<String> attributes) {
        return String.join(
                ",", attributes.stream().map(name -> "'" + name + "':?").toList());
    }

    BatchStatementRequest insert(OnlineItem item) {
        List<AttributeValue> parameters = new ArrayList<>(key(DynamoItems.key(item.key())));
        parameters.addAll(values(item));
        return statement(item.expiresAt() == null ? insert : insertExpiring, parameters);
    }

    BatchStatementRequest update(OnlineItem item) {
        List<AttributeValue> parameters = new ArrayList<>(values(item));
        parameters.addAll(key(DynamoItems.key(item.key())));
        parameters.addAll(times(item.eventMicros(), item.createdMicros()));
        return statement(item.expiresAt() == null ? update : updateExpiring, parameters);
    }

    BatchStatementRequest delete(OnlineChange.Delete change) {
        List<AttributeValue> parameters = new ArrayList<>(key(DynamoItems.key(change.key())));
        parameters.addAll(times(change.eventMicros(), change.createdMicros()));
        return statement(delete, parameters);
    }

    private static List<AttributeValue> key(Map<String, AttributeValue> key) {
        return List.of(
                DynamoItems.attribute(key, OnlineTable.ENTITY_KEY), DynamoItems.attribute(key, OnlineTable.VIEW));
    }

    /** In the order in which all statements name them. */
    private static List<AttributeValue> values(OnlineItem item) {
        Map<String, AttributeValue> attributes = DynamoItems.of(item);
        List<AttributeValue> values = new ArrayList<>();
        values.add(DynamoItems.attribute(attributes, OnlineTable.VALUE));
        values.add(DynamoItems.attribute(attributes, OnlineTable.EVENT_TIME));
        values.add(DynamoItems.attribute(attributes, OnlineTable.CREATED_TIME));
        AttributeValue expiresAt = attributes.get(OnlineTable.EXPIRES_AT);
        if (expiresAt != null) {
            values.add(expiresAt);
        }
        return values;
    }

    private static List<AttributeValue> times(long eventMicros, long createdMicros) {
        AttributeValue event = DynamoItems.number(eventMicros);
        return List.of(event, event, DynamoItems.number(createdMicros));
    }

    private static BatchStatementRequest statement(String text, List<AttributeValue> parameters) {
        return BatchStatementRequest.builder()
                .statement(text)
                .parameters(parameters)
                .build();
    }
}
