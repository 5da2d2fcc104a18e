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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does when DynamoDB throttles, loses answers or is written to by others at the same time. */
class DynamoFaultsTest {
    private static final List<OnlineItem> ITEMS =
            IntStream.range(0, 130).mapToObj(i -> item("A" + i, i)).toList();
    private static final List<ItemKey> KEYS =
            ITEMS.stream().map(OnlineItem::key).toList();

    private final String table = LocalDynamo.newTable();
    private final List<FaultyDynamo> proxies = new ArrayList<>();

    @BeforeEach
    void prepared() {
        try (OnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            store.prepare();
        }
    }

    @AfterEach
    void stop() {
        proxies.forEach(FaultyDynamo::close);
    }

    private OnlineStore store(FaultyDynamo.Fault fault) {
        return store(Duration.ofSeconds(20), fault);
    }

    private OnlineStore store(Duration batchTimeout, FaultyDynamo.Fault fault) {
        FaultyDynamo proxy = FaultyDynamo.before(LocalDynamo.ENDPOINT, fault);
        proxies.add(proxy);
        return DynamoOnlineStore.open(proxy.endpoint(), table, DynamoOptions.DEFAULTS.withBatchTimeout(batchTimeout));
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
        try (OnlineStore store = store(call -> {
            boolean read = call.operation().equals("BatchGetItem") && calls.getAndIncrement() % 4 != 3;
            return read ? FaultyDynamoBatch.part(call, calls.get() % 4 == 1 ? 0 : 0.5) : call.answer();
        })) {
            try (OnlineStore direct = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
                direct.write(ITEMS.stream().map(OnlineChange.Put::new).toList());
            }
            assertThat(store.read(KEYS).values()).containsExactlyInAnyOrderElementsOf(ITEMS);
            assertThat(calls.get()).isGreaterThan(6);
        }
    }

    @Test
    void aReadThatStaysThrottledIsAnErrorAndNeverAnswersNotFound() {
        try (OnlineStore store = store(
                call -> call.operation().equals("BatchGetItem") ? FaultyDynamoBatch.part(call, 0) : call.answer())) {
            assertThatThrownBy(() -> store.read(KEYS.subList(0, 3)))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage("Cannot read 3 items of table " + table + " of DynamoDB at "
                            + proxies.get(0).endpoint() + ": it throttles. Try again later, or raise its capacity.");
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsAnErrorAndCanBeRepeated() {
        AtomicBoolean lost = new AtomicBoolean(true);
        List<OnlineChange> changes =
                List.of(new OnlineChange.Put(item("ORD", 5)), new OnlineChange.Put(item("ATL", 5)));
        try (OnlineStore store = store(call -> {
            FaultyDynamo.Answer answer = call.answer();
            return isWrite(call) && lost.get() ? null : answer;
        })) {
            assertThatThrownBy(() -> store.write(changes))
                    .isInstanceOf(SluiceException.class)
                    .hasMessageStartingWith(
                            "Cannot reach DynamoDB at " + proxies.get(0).endpoint());

            lost.set(false);
            assertThat(store.write(changes)).isEqualTo(new WriteSummary(2, 0, 0));
        }
    }

    @Test
    void aNewerRowThatComesBetweenIsNotReplaced() {
        OnlineItem newer = item("ORD", 9);
        try (OnlineStore other = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
                OnlineStore store = store(call -> {
                    if (isWrite(call)) {
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
                OnlineStore store = store(call -> {
                    FaultyDynamo.Answer answer = call.answer();
                    if (isWrite(call)) {
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
                OnlineStore store = store(call -> {
                    if (isSwitch(call) && switches.getAndIncrement() == 0) {
                        other.describe(theirs);
                    }
                    return call.answer();
                })) {
            store.describe(ours);

            assertThat(switches.get()).isEqualTo(2);
            assertThat(other.description()).isEqualTo(ours.keepingSchemasOf(theirs));
        }
    }

    private static boolean isWrite(FaultyDynamo.Call call) {
        return !call.operation().equals("BatchGetItem")
                && !call.operation().equals("GetItem")
                && !call.operation().equals("Query");
    }

    private static boolean isSwitch(FaultyDynamo.Call call) {
        return call.operation().equals("PutItem") && call.body().contains("\"sk\":{\"S\":\"current\"}");
    }
}
