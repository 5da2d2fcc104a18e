package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.OnlineStoreContract;
import dev.sluice.problem.SluiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class DynamoOnlineStoreTest extends OnlineStoreContract {
    private final String table = LocalDynamo.newTable();

    @Override
    protected OnlineStore open() {
        return DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
    }

    @Override
    protected int histories() {
        return 60;
    }

    @Test
    void anItemHasTheAttributesOfTheLayout() {
        ItemKey key = new ItemKey("route|ATL|ORD", new ViewId("route_delays", 2));

        try (OnlineStore store = open();
                DynamoDbClient client = LocalDynamo.client()) {
            store.write(List.of(new OnlineChange.Put(new OnlineItem(key, new byte[] {1, 2}, -5, 7, 983_404_800L))));

            Map<String, AttributeValue> item = client.getItem(request -> request.tableName(table)
                            .key(Map.of(
                                    OnlineTable.ENTITY_KEY,
                                    AttributeValue.fromS("route|ATL|ORD"),
                                    OnlineTable.VIEW,
                                    AttributeValue.fromS("route_delays#2"))))
                    .item();
            assertThat(item)
                    .hasSize(6)
                    .containsEntry(OnlineTable.EVENT_TIME, AttributeValue.fromN("-5"))
                    .containsEntry(OnlineTable.CREATED_TIME, AttributeValue.fromN("7"))
                    .containsEntry(OnlineTable.EXPIRES_AT, AttributeValue.fromN("983404800"));
            assertThat(DynamoItems.attribute(item, OnlineTable.VALUE).b().asByteArray())
                    .containsExactly(1, 2);
        }
    }

    @Test
    void aTableIsPreparedOnceAndExpires() {
        try (OnlineStore store = open();
                DynamoDbClient client = LocalDynamo.client()) {
            store.prepare();

            assertThat(client.describeTimeToLive(request -> request.tableName(table))
                            .timeToLiveDescription())
                    .satisfies(ttl -> {
                        assertThat(ttl.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
                        assertThat(ttl.attributeName()).isEqualTo(OnlineTable.EXPIRES_AT);
                    });
        }
    }

    @Test
    void aTableOfAnotherShapeIsRefused() {
        String other = LocalDynamo.newTable();
        try (DynamoDbClient client = LocalDynamo.client();
                OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, other)) {
            client.createTable(request -> request.tableName(other)
                    .billingMode("PAY_PER_REQUEST")
                    .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                    .attributeDefinitions(id -> id.attributeName("id").attributeType(ScalarAttributeType.S)));

            assertThatThrownBy(store::prepare)
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot use table " + other + " of DynamoDB at " + LocalDynamo.ENDPOINT
                            + ": its keys are [id], not [pk, sk]. Name another table in sluice.yaml.");
        }
    }

    @Test
    void aTableThatIsNotThereSaysWhatToDo() {
        try (OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, "nowhere")) {
            assertThatThrownBy(() -> store.read(List.of(new ItemKey("airport|ORD", new ViewId("v", 1)))))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot read table nowhere of DynamoDB at " + LocalDynamo.ENDPOINT
                            + ": there is no such table in this region. Run `sluice materialize` first, or name its region, as by"
                            + " AWS_REGION.");
        }
    }

    @Test
    void anItemThatDynamoCannotHoldIsRefused() {
        ItemKey key = new ItemKey("airport|ORD", new ViewId("airport_delays", 1));
        try (OnlineStore store = open()) {
            assertThatThrownBy(() -> store.write(
                            List.of(new OnlineChange.Put(new OnlineItem(key, new byte[410_000], 1, 1, null)))))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot write airport_delays@1 of airport|ORD: its row has 410000 bytes and DynamoDB"
                            + " takes at most 400 KiB an item. Split the view.");
        }
    }

    @Test
    void anEndpointThatDoesNotAnswerIsAnErrorThatNamesIt() {
        try (OnlineStore store = DynamoOnlineStore.open("http://127.0.0.1:1", "features")) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith("Cannot reach DynamoDB at http://127.0.0.1:1 to describe table features: ")
                    .hasMessageEndingWith("Is it running? The endpoint is online.endpoint in sluice.yaml.");
        }
    }
}
