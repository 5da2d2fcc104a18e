package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.online.Descriptions;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.WriteSummary;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What the store does when DynamoDB throttles, loses answers or is written to by others at the same time. */
class DynamoFaultsTest {
    private static final List<OnlineItem> ITEMS =
            IntStream.range(0, 250).mapToObj(i -> item("A" + i, i)).toList();
    private static final List<ItemKey> KEYS =
            ITEMS.stream().map(OnlineItem::key).toList();

    private final String table = LocalDynamo.newTable();

    @BeforeEach
    void written() {
        try (OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            store.prepare();
            store.write(ITEMS.stream().map(OnlineChange.Put::new).toList());
        }
    }

    private OnlineStore store(FaultyDynamo.Fault fault) {
        return DynamoOnlineStore.over(
                FaultyDynamo.over(LocalDynamo.client(), fault),
                table,
                DynamoOptions.DEFAULTS.withBatchTimeout(Duration.ofMillis(1_500)));
    }

    private static OnlineItem item(String airport, long event) {
        return new OnlineItem(
                new ItemKey("airport|" + airport, new ViewId("airport_delays", 1)),
                new byte[] {(byte) event},
                event,
                0,
                null);
    }

    @Test
    void keysThatAreLeftUnprocessedAreAskedForAgain() {
        AtomicInteger calls = new AtomicInteger();
        try (OnlineStore store = store((operation, request, call) -> {
            boolean read = operation.equals("batchGetItem") && calls.getAndIncrement() % 4 != 3;
            return read ? halfOf((BatchGetItemRequest) request, calls.get() % 4 == 1) : call.answer();
        })) {
            assertThat(store.read(KEYS).values()).containsExactlyInAnyOrderElementsOf(ITEMS);
            assertThat(calls.get()).isGreaterThan(6);
        }
    }

    /** Answers half of the keys, or none, and leaves the others unprocessed. */
    private BatchGetItemResponse halfOf(BatchGetItemRequest request, boolean none) {
        List<Map<String, AttributeValue>> keys =
                Objects.requireNonNull(request.requestItems().get(table)).keys();
        int answered = none ? 0 : keys.size() / 2;
        BatchGetItemResponse.Builder answer = BatchGetItemResponse.builder()
                .responses(Map.of())
                .unprocessedKeys(Map.of(
                        table,
                        KeysAndAttributes.builder()
                                .keys(keys.subList(answered, keys.size()))
                                .build()));
        if (answered > 0) {
            KeysAndAttributes some =
                    KeysAndAttributes.builder().keys(keys.subList(0, answered)).build();
            answer.responses(LocalDynamo.client()
                    .batchGetItem(half -> half.requestItems(Map.of(table, some)))
                    .responses());
        }
        return answer.build();
    }

    @Test
    void aReadThatStaysThrottledIsAnErrorAndNeverAnswersNotFound() {
        try (OnlineStore store = store((operation, request, call) ->
                operation.equals("batchGetItem") ? halfOf((BatchGetItemRequest) request, true) : call.answer())) {
            assertThatThrownBy(() -> store.read(KEYS.subList(0, 3)))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot read 3 items of table " + table
                            + " of DynamoDB at a given client: it throttles. Try again later, or raise its capacity.");
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsAnErrorAndCanBeRepeated() {
        AtomicInteger lost = new AtomicInteger();
        List<OnlineChange> changes =
                List.of(new OnlineChange.Put(item("ORD", 5)), new OnlineChange.Put(item("ATL", 5)));
        try (OnlineStore store = store((operation, request, call) -> {
            Object answer = call.answer();
            if (operation.equals("putItem") && lost.getAndIncrement() == 0) {
                throw SdkClientException.create("connection reset");
            }
            return answer;
        })) {
            assertThatThrownBy(() -> store.write(changes))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageContaining("connection reset");

            assertThat(store.write(changes)).isEqualTo(new WriteSummary(2, 0, 0));
        }
    }

    @Test
    void aNewerRowThatComesBetweenIsNotReplaced() {
        OnlineItem newer = item("ORD", 9);
        try (OnlineStore other = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
                OnlineStore store = store((operation, request, call) -> {
                    if (operation.equals("putItem")) {
                        other.write(List.of(new OnlineChange.Put(newer)));
                    }
                    return call.answer();
                })) {
            assertThat(store.write(List.of(new OnlineChange.Put(item("ORD", 8)))))
                    .isEqualTo(new WriteSummary(0, 0, 1));
            assertThat(other.read(List.of(newer.key()))).containsValue(newer);
        }
    }

    @Test
    void aReaderNeverSeesHalfADescription() {
        StoreDescription before = Descriptions.flights(Flights.airportDelays(), Flights.routeDelays());
        StoreDescription after = Descriptions.flights(Flights.routeDelays());
        try (OnlineStore reader = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
                OnlineStore store = store((operation, request, call) -> {
                    Object answer = call.answer();
                    if (operation.equals("putItem") || operation.equals("deleteItem")) {
                        assertThat(reader.description()).isIn(before, after.keepingSchemasOf(before));
                    }
                    return answer;
                })) {
            reader.describe(before);

            store.describe(after);

            assertThat(reader.description()).isEqualTo(after.keepingSchemasOf(before));
        }
    }

    @Test
    void aDescriptionThatAnotherProcessSwitchesFirstIsTriedAgainOnTopOfIt() {
        StoreDescription theirs = Descriptions.flights(Flights.airportDelays());
        StoreDescription ours = Descriptions.flights(Flights.routeDelays());
        AtomicInteger switches = new AtomicInteger();
        try (OnlineStore other = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
                OnlineStore store = store((operation, request, call) -> {
                    if (isSwitch(operation, request) && switches.getAndIncrement() == 0) {
                        other.describe(theirs);
                    }
                    return call.answer();
                })) {
            store.describe(ours);

            assertThat(switches.get()).isEqualTo(2);
            assertThat(other.description()).isEqualTo(ours.keepingSchemasOf(theirs));
        }
    }

    @SuppressWarnings("unchecked")
    private static boolean isSwitch(String operation, Object request) {
        if (!operation.equals("putItem")) {
            return false;
        }
        PutItemRequest.Builder put = PutItemRequest.builder();
        ((Consumer<PutItemRequest.Builder>) request).accept(put);
        return AttributeValue.fromS("current").equals(put.build().item().get("sk"));
    }
}
