package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.OnlineTable;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.Refusals;
import dev.sluice.online.WriteSummary;
import dev.sluice.online.WriteUsage;
import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** What batches of conditional statements send, spare, repeat and refuse. */
class DynamoWritesTest {
    private static final int RACES = 700;
    private static final String STATEMENTS = "batchExecuteStatement";

    private final String table = LocalDynamo.newTable();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private InterceptedDynamo.Fault fault = (operation, request, call) -> call.answer();
    private OnlineStore store;

    @BeforeEach
    void anEmptyStore() {
        store = DynamoOnlineStore.over(
                InterceptedDynamo.over(LocalDynamo.client(), (operation, request, call) -> {
                    calls.computeIfAbsent(operation, name -> new AtomicInteger())
                            .incrementAndGet();
                    return fault.answer(operation, request, call);
                }),
                table,
                DynamoOptions.DEFAULTS.withBatchTimeout(Duration.ofMillis(1_500)));
        store.prepare();
        calls.clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int calls(String operation) {
        return calls.getOrDefault(operation, new AtomicInteger()).get();
    }

    private static OnlineItem item(String airport, long event, int... value) {
        byte[] bytes = new byte[value.length];
        IntStream.range(0, value.length).forEach(i -> bytes[i] = (byte) value[i]);
        return new OnlineItem(
                new ItemKey("airport|" + airport, new ViewId("airport_delays", 1)), bytes, event, 0, null);
    }

    private static List<OnlineChange> puts(OnlineItem... items) {
        return java.util.Arrays.stream(items)
                .<OnlineChange>map(OnlineChange.Put::new)
                .toList();
    }

    private static OnlineItem[] airports(int from, int to, long event) {
        return IntStream.range(from, to).mapToObj(i -> item("A" + i, event, 1)).toArray(OnlineItem[]::new);
    }

    private @Nullable OnlineItem stored(OnlineItem item) {
        return store.read(List.of(item.key())).get(item.key());
    }

    @Test
    void whatStandsThereWithTheSameBytesAndTimesIsNotWritten() {
        store.write(puts(airports(0, 30, 5)));
        WriteUsage before = store.usage();
        calls.clear();

        assertThat(store.write(puts(airports(0, 30, 5)))).isEqualTo(new WriteSummary(30, 0, 0));

        assertThat(store.usage().since(before).unchanged()).isEqualTo(30);
        assertThat(calls("putItem")).isZero();
        assertThat(calls(STATEMENTS)).isLessThanOrEqualTo(2);
    }

    @Test
    void newTimesAreWrittenWhereTheBytesAreTheSame() {
        store.write(puts(item("ORD", 5, 1)));
        OnlineItem later = item("ORD", 6, 1);

        store.write(puts(later));

        assertThat(stored(later)).isEqualTo(later);
    }

    @Test
    void anItemThatExpiredOnceExpiresNoMoreAndTheOtherWayRound() {
        OnlineItem never = item("ORD", 6, 1);
        OnlineItem expiring = new OnlineItem(never.key(), never.value(), 7, 0, 4_102_444_800L);
        store.write(puts(new OnlineItem(never.key(), never.value(), 5, 0, 4_102_444_800L)));

        store.write(puts(never));
        assertThat(stored(never)).isEqualTo(never);
        store.write(puts(expiring));
        assertThat(stored(never)).isEqualTo(expiring);
    }

    @Test
    void whileAllKeysAreNewNothingIsReadAndTheyAreFoundAgain() {
        for (int from = 0; from < 150; from += 30) {
            store.write(puts(airports(from, from + 30, 5)));
        }
        assertThat(calls("batchGetItem")).isEqualTo(1);
        assertThat(store.usage().writeUnits()).isEqualTo(150);

        assertThat(store.write(puts(airports(120, 180, 4)))).isEqualTo(new WriteSummary(30, 0, 30));
        assertThat(stored(item("A149", 5, 1))).isEqualTo(item("A149", 5, 1));
        assertThat(stored(item("A150", 4, 1))).isEqualTo(item("A150", 4, 1));
    }

    @Test
    void whileAllKeysAreOlderNothingIsReadAndARepetitionIsSpared() {
        for (int event = 5; event < 9; event++) {
            store.write(puts(airports(0, 25, event)));
        }
        assertThat(calls("batchGetItem")).isEqualTo(2);

        assertThat(store.write(puts(airports(0, 25, 8)))).isEqualTo(new WriteSummary(25, 0, 0));
        assertThat(store.usage().unchanged()).isEqualTo(25);
    }

    @Test
    void statementsThatAreThrottledAreSentAgainAlone() {
        List<Integer> sent = new ArrayList<>();
        fault = (operation, request, call) -> {
            if (!operation.equals(STATEMENTS)) {
                return call.answer();
            }
            List<BatchStatementRequest> statements = ((BatchExecuteStatementRequest) request).statements();
            synchronized (sent) {
                sent.add(statements.size());
            }
            return statements.size() == 1 ? call.answer() : halfThrottled(statements);
        };

        assertThat(store.write(puts(airports(0, 20, 5)))).isEqualTo(new WriteSummary(20, 0, 0));

        assertThat(sent).containsExactly(20, 10, 5, 3, 2, 1);
        assertThat(store.usage().retried()).isEqualTo(10 + 5 + 3 + 2 + 1);
        assertThat(store.read(List.of(item("A0", 5, 1).key(), item("A19", 5, 1).key())))
                .hasSize(2);
    }

    /** Executes the first half. */
    private static BatchExecuteStatementResponse halfThrottled(List<BatchStatementRequest> statements) {
        int half = statements.size() / 2;
        List<BatchStatementResponse> responses = new ArrayList<>(LocalDynamo.client()
                .batchExecuteStatement(some -> some.statements(statements.subList(0, half)))
                .responses());
        statements
                .subList(half, statements.size())
                .forEach(throttled -> responses.add(BatchStatementResponse.builder()
                        .error(error -> error.code(BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED))
                        .build()));
        return BatchExecuteStatementResponse.builder().responses(responses).build();
    }

    @Test
    void aCallThatIsThrottledAsAWholeIsSentAgain() {
        AtomicInteger throttled = new AtomicInteger();
        fault = (operation, request, call) -> {
            if (operation.equals(STATEMENTS) && throttled.getAndIncrement() < 3) {
                throw failure("ProvisionedThroughputExceededException");
            }
            return call.answer();
        };

        assertThat(store.write(puts(airports(0, 5, 5)))).isEqualTo(new WriteSummary(5, 0, 0));
        assertThat(store.usage().retried()).isEqualTo(15);
    }

    @Test
    void aWriteThatStaysThrottledIsAnError() {
        fault = (operation, request, call) -> operation.equals(STATEMENTS)
                ? BatchExecuteStatementResponse.builder()
                        .responses(error -> error.error(e -> e.code(BatchStatementErrorCodeEnum.THROTTLING_ERROR)))
                        .build()
                : call.answer();

        assertThatThrownBy(() -> store.write(puts(item("ORD", 5, 1))))
                .isInstanceOf(SluiceException.class)
                .hasMessage(
                        "Cannot write 1 items of table " + table + " of DynamoDB at a given client: it throttles. Try"
                                + " again later, give it fewer write units a second, or raise its capacity.");
    }

    @Test
    void whereStatementsAreForbiddenSinglePutsDoIt() {
        fault = (operation, request, call) -> {
            if (operation.equals(STATEMENTS)) {
                throw failure("AccessDeniedException");
            }
            return call.answer();
        };

        assertThat(store.write(puts(airports(0, 3, 5)))).isEqualTo(new WriteSummary(3, 0, 0));
        assertThat(calls("putItem")).isEqualTo(3);
    }

    private static DynamoDbException failure(String code) {
        return (DynamoDbException) DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("This is not an item.")
                        .build())
                .build();
    }

    @Test
    void whatIsRefusedForItselfIsToldAndHindersNoOther() {
        OnlineItem large = new OnlineItem(item("LARGE", 1).key(), new byte[410_000], 1, 1, null);
        OnlineItem odd = item("ODD", 5, 1);
        OnlineItem[] good = airports(0, 30, 5);
        List<OnlineChange> changes = new ArrayList<>(puts(large, odd));
        changes.addAll(puts(good));
        Map<String, String> refused = new ConcurrentHashMap<>();
        Refusals refusals = (change, why) -> refused.put(change.key().entityKey(), why.getMessage());
        fault = (operation, request, call) -> {
            if (operation.equals(STATEMENTS) || isOfKey("airport|ODD", operation, request)) {
                throw failure("ValidationException");
            }
            return call.answer();
        };

        assertThat(store.write(changes, refusals)).isEqualTo(new WriteSummary(30, 0, 0));

        assertThat(refused).containsOnlyKeys("airport|LARGE", "airport|ODD");
        assertThat(refused.get("airport|LARGE"))
                .contains("its row has 410000 bytes")
                .endsWith("Split the view.");
        assertThat(refused.get("airport|ODD"))
                .isEqualTo(
                        "Cannot write airport_delays@1 of airport|ODD: DynamoDB refuses the item: This is not an item.");
        assertThat(stored(good[29])).isEqualTo(good[29]);
        assertThatThrownBy(() -> store.write(changes)).isInstanceOf(SluiceException.class);
    }

    private static boolean isOfKey(String key, String operation, Object request) {
        return operation.equals("putItem")
                && AttributeValue.fromS(key)
                        .equals(((PutItemRequest) request).item().get(OnlineTable.ENTITY_KEY));
    }

    /** Each key is a race of its own: both writers bring it at about the same time, in either order. */
    @Test
    void twoRacingWritersLeaveTheNewestOfEachKeyWhetherItWasNewOrThere() throws Exception {
        try (OnlineStore other = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            for (int round = 0; round < 3; round++) {
                race(other, 100 * round, new Random(round));
            }
        }
    }

    private void race(OnlineStore other, int after, Random random) throws Exception {
        long[] newest = new long[RACES];
        List<List<OnlineChange>> first = new ArrayList<>();
        List<List<OnlineChange>> second = new ArrayList<>();
        for (int from = 0; from < RACES; from += 50) {
            first.add(batch(from, after, random, newest));
            second.add(batch(from, after, random, newest));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> one = threads.submit(() -> first.forEach(store::write));
        Future<?> two = threads.submit(() -> second.forEach(other::write));
        one.get();
        two.get();
        threads.shutdown();
        List<OnlineItem> expected = IntStream.range(0, RACES)
                .mapToObj(i -> item("A" + i, newest[i], (int) newest[i]))
                .toList();
        assertThat(store.read(expected.stream().map(OnlineItem::key).toList()).values())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<OnlineChange> batch(int from, int after, Random random, long[] newest) {
        List<OnlineChange> changes = new ArrayList<>();
        for (int i = from; i < from + 50; i++) {
            int event = after + 1 + random.nextInt(100);
            newest[i] = Math.max(newest[i], event);
            changes.add(new OnlineChange.Put(item("A" + i, event, event)));
        }
        return changes;
    }
}
