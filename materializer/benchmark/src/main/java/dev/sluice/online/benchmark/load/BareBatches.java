package dev.sluice.online.benchmark.load;

import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchWriteItem in a loop: no condition, so a late old row takes the place of a newer one. What cannot be beaten. */
record BareBatches(DynamoDbClient client, String table, ExecutorService threads) implements Contender {
    private static final int MOST_ITEMS = 25;

    @Override
    public String name() {
        return "bare batches";
    }

    @Override
    public void write(List<OnlineItem> chunk) {
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < chunk.size(); from += MOST_ITEMS) {
            List<OnlineItem> batch = chunk.subList(from, Math.min(chunk.size(), from + MOST_ITEMS));
            running.add(threads.submit(() -> send(batch)));
        }
        running.forEach(Awaited::of);
    }

    private void send(List<OnlineItem> batch) {
        Map<String, List<WriteRequest>> waiting = Map.of(
                table,
                batch.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(PutRequest.builder()
                                        .item(Attributes.of(item))
                                        .build())
                                .build())
                        .toList());
        while (!waiting.isEmpty()) {
            Map<String, List<WriteRequest>> asked = waiting;
            waiting = client.batchWriteItem(request -> request.requestItems(asked))
                    .unprocessedItems();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
