package dev.sluice.online.benchmark.load;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * BatchExecuteStatement in a loop, with the conditions that keep old rows out, by one who knows which rows are new and does not look
 * at the answers. What remains to Sluice once the condition is wanted.
 */
record BareStatements(DynamoDbClient client, String table, ExecutorService threads) implements Contender {
    private static final int MOST_STATEMENTS = 25;

    @Override
    public String name() {
        return "bare statements";
    }

    @Override
    public void write(List<OnlineItem> chunk) {
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < chunk.size(); from += MOST_STATEMENTS) {
            List<OnlineItem> batch = chunk.subList(from, Math.min(chunk.size(), from + MOST_STATEMENTS));
            running.add(threads.submit(() -> send(batch)));
        }
        running.forEach(Awaited::of);
    }

    private void send(List<OnlineItem> batch) {
        client.batchExecuteStatement(request ->
                request.statements(batch.stream().map(this::statement).toList()));
    }

    private BatchStatementRequest statement(OnlineItem item) {
        return item.eventMicros() == LoadBenchmark.FIRST ? insert(item) : update(item);
    }

    private BatchStatementRequest insert(OnlineItem item) {
        Map<String, AttributeValue> attributes = Attributes.of(item);
        List<String> names = new ArrayList<>(attributes.keySet());
        String members = String.join(
                ", ", names.stream().map(name -> "'" + name + "': ?").toList());
        return BatchStatementRequest.builder()
                .statement("INSERT INTO \"" + table + "\" VALUE {" + members + "}")
                .parameters(names.stream().map(attributes::get).toList())
                .build();
    }

    private BatchStatementRequest update(OnlineItem item) {
        Map<String, AttributeValue> attributes = Attributes.of(item);
        AttributeValue event = Attributes.number(item.eventMicros());
        return BatchStatementRequest.builder()
                .statement("UPDATE \"%s\" SET %s=? SET %s=? SET %s=? WHERE %s=? AND %s=? AND %s<?"
                        .formatted(
                                table,
                                OnlineTable.VALUE,
                                OnlineTable.EVENT_TIME,
                                OnlineTable.CREATED_TIME,
                                OnlineTable.ENTITY_KEY,
                                OnlineTable.VIEW,
                                OnlineTable.EVENT_TIME))
                .parameters(
                        attributes.get(OnlineTable.VALUE),
                        event,
                        Attributes.number(item.createdMicros()),
                        attributes.get(OnlineTable.ENTITY_KEY),
                        attributes.get(OnlineTable.VIEW),
                        event)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
