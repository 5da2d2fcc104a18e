package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The table itself: made when it is not there, refused when it is of another shape. */
final class DynamoTable {
    private static final List<KeySchemaElement> KEYS =
            List.of(key(OnlineTable.ENTITY_KEY, KeyType.HASH), key(OnlineTable.VIEW, KeyType.RANGE));

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final String name;

    DynamoTable(DynamoDbClient client, DynamoCalls calls, String name) {
        this.client = client;
        this.calls = calls;
        this.name = name;
    }

    void prepare() {
        Optional<TableDescription> table = calls.answer("describe", this::described);
        if (table.isEmpty()) {
            calls.answer("create", this::create);
        } else if (!table.get().keySchema().equals(KEYS)) {
            throw DynamoError.WRONG_TABLE.problem("Cannot use " + calls.where() + ": its keys are "
                    + table.get().keySchema().stream()
                            .map(KeySchemaElement::attributeName)
                            .toList() + ", not ["
                    + OnlineTable.ENTITY_KEY + ", " + OnlineTable.VIEW + "]. Name another table in sluice.yaml.");
        }
        calls.answer("set the expiry of", this::expire);
    }

    boolean exists() {
        return calls.answer("describe", this::described).isPresent();
    }

    private Optional<TableDescription> described() {
        try {
            return Optional.of(
                    client.describeTable(request -> request.tableName(name)).table());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean create() {
        try {
            client.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KEYS)
                    .attributeDefinitions(text(OnlineTable.ENTITY_KEY), text(OnlineTable.VIEW)));
        } catch (ResourceInUseException e) {
            // Somebody else creates it at this moment; below we wait for it as for our own.
        }
        client.waiter()
                .waitUntilTableExists(
                        request -> request.tableName(name),
                        waiter -> waiter.waitTimeout(Duration.ofMinutes(2)).maxAttempts(120));
        return true;
    }

    private boolean expire() {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(OnlineTable.EXPIRES_AT)));
        }
        return true;
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
