package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.problem.SluiceException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes of one item a call, on the condition that the store's is not newer: what decides where batches leave it open. */
final class ConditionalWrites {
    private static final String NOT_NEWER = "attribute_not_exists(#pk) OR #et < :et OR (#et = :et AND #ct <= :ct)";
    private static final Map<String, String> NAMES =
            Map.of("#pk", OnlineTable.ENTITY_KEY, "#et", OnlineTable.EVENT_TIME, "#ct", OnlineTable.CREATED_TIME);

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final String table;
    private final WriteBudget budget;
    private final WriteMeter meter;

    ConditionalWrites(DynamoDbClient client, DynamoCalls calls, String table, WriteBudget budget, WriteMeter meter) {
        this.client = client;
        this.calls = calls;
        this.table = table;
        this.budget = budget;
        this.meter = meter;
    }

    WriteSummary send(OnlineChange change) {
        return change instanceof OnlineChange.Put put ? put(put.item()) : delete((OnlineChange.Delete) change);
    }

    private WriteSummary put(OnlineItem item) {
        return conditionally(
                item.key(),
                WriteUsage.units(DynamoItems.bytes(item)),
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
                delete.key(),
                1,
                WriteSummary.DELETED,
                () -> client.deleteItem(DeleteItemRequest.builder()
                        .tableName(table)
                        .key(DynamoItems.key(delete.key()))
                        .conditionExpression(NOT_NEWER)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(times(delete.eventMicros(), delete.createdMicros()))
                        .build()));
    }

    private WriteSummary conditionally(ItemKey key, long units, WriteSummary done, Runnable call) {
        budget.await(units);
        meter.took(units);
        return calls.answer("write", () -> {
            try {
                call.run();
                return done;
            } catch (ConditionalCheckFailedException e) {
                return WriteSummary.OUTDATED;
            } catch (DynamoDbException e) {
                throw DynamoCalls.isInvalid(e) ? refused(key, e) : e;
            }
        });
    }

    private static SluiceException refused(ItemKey key, DynamoDbException why) {
        return DynamoError.ITEM_REFUSED.problem(
                "Cannot write " + key.view() + " of " + key.entityKey() + ": DynamoDB refuses the item: "
                        + why.awsErrorDetails().errorMessage(),
                why);
    }

    private static Map<String, AttributeValue> times(long eventMicros, long createdMicros) {
        return Map.of(":et", DynamoItems.number(eventMicros), ":ct", DynamoItems.number(createdMicros));
    }
}
