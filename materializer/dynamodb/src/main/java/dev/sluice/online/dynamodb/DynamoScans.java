package dev.sluice.online.dynamodb;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.OnlineTable;
import dev.sluice.online.DaemonThreads;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.ScanOptions;
import dev.sluice.online.ScanSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Scans of the table, its segments side by side, page by page. They read and cost the whole table, whatever the view. */
final class DynamoScans {
    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final DynamoOptions options;
    private final String table;

    DynamoScans(DynamoDbClient client, DynamoCalls calls, DynamoOptions options, String table) {
        this.client = client;
        this.calls = calls;
        this.options = options;
        this.table = table;
    }

    ScanSummary scan(ViewId view, ScanOptions how, Consumer<OnlineItem> items) {
        ReadBudget budget = new ReadBudget(how.readUnitsPerSecond(), System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(how.segments(), DaemonThreads.named("dynamodb-scan"));
        try {
            List<Future<ScanSummary>> running = new ArrayList<>();
            for (int segment = 0; segment < how.segments(); segment++) {
                ScanRequest request = request(view, segment, how.segments());
                running.add(threads.submit(() -> segment(request, budget, items)));
            }
            return sum(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private ScanRequest request(ViewId view, int segment, int segments) {
        return ScanRequest.builder()
                .tableName(table)
                .segment(segment)
                .totalSegments(segments)
                .filterExpression("#sk = :view")
                .expressionAttributeNames(Map.of("#sk", OnlineTable.VIEW))
                .expressionAttributeValues(Map.of(":view", AttributeValue.fromS(DynamoItems.sortKey(view))))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    private ScanSummary segment(ScanRequest first, ReadBudget budget, Consumer<OnlineItem> items)
            throws InterruptedException {
        ScanSummary sum = ScanSummary.NONE;
        ScanRequest request = first;
        while (true) {
            ScanResponse page = page(request);
            page.items().forEach(attributes -> items.accept(DynamoItems.item(attributes)));
            double units = page.consumedCapacity() == null
                    ? 0
                    : page.consumedCapacity().capacityUnits();
            sum = sum.plus(new ScanSummary(page.items().size(), units));
            if (!page.hasLastEvaluatedKey() || page.lastEvaluatedKey().isEmpty()) {
                return sum;
            }
            TimeUnit.NANOSECONDS.sleep(budget.pay(units, System.nanoTime()));
            request = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        }
    }

    /** A page; one that stays throttled after the client's own attempts is asked for again until the deadline. */
    private ScanResponse page(ScanRequest request) {
        Backoff backoff = Backoff.within(options.batchTimeout());
        return calls.answer("scan", () -> {
            while (true) {
                try {
                    return client.scan(request);
                } catch (DynamoDbException e) {
                    if (!e.isThrottlingException() || !backoff.pause()) {
                        throw e;
                    }
                }
            }
        });
    }

    private static ScanSummary sum(List<Future<ScanSummary>> running) {
        ScanSummary sum = ScanSummary.NONE;
        for (Future<ScanSummary> segment : running) {
            try {
                sum = sum.plus(segment.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DynamoError.UNAVAILABLE.problem("Cannot finish scanning: the process is being stopped.", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }
        return sum;
    }
}
