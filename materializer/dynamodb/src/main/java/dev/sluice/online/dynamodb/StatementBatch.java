package dev.sluice.online.dynamodb;

import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Sends statements, 25 in a call. Each happens or fails alone; those that DynamoDB throttles are sent again, after pauses,
 * until none of them has got through for the whole of the batch's timeout.
 */
final class StatementBatch {
    static final int MOST_STATEMENTS = 25;
    private static final long MOST_BYTES = 4_000_000;

    private final DynamoDbClient client;
    private final DynamoCalls calls;
    private final DynamoOptions options;
    private final WriteBudget budget;
    private final WriteMeter meter;

    StatementBatch(
            DynamoDbClient client, DynamoCalls calls, DynamoOptions options, WriteBudget budget, WriteMeter meter) {
        this.client = client;
        this.calls = calls;
        this.options = options;
        this.budget = budget;
        this.meter = meter;
    }

    /** Sends the statements; the answer has those whose condition did not hold or that were refused. */
    List<WriteStatement> send(List<WriteStatement> statements) {
        List<WriteStatement> open = new ArrayList<>();
        for (List<WriteStatement> batch : batches(statements)) {
            open.addAll(sendBatch(batch));
        }
        return open;
    }

    private static List<List<WriteStatement>> batches(List<WriteStatement> statements) {
        List<List<WriteStatement>> batches = new ArrayList<>();
        List<WriteStatement> batch = new ArrayList<>();
        long bytes = 0;
        for (WriteStatement statement : statements) {
            if (batch.size() == MOST_STATEMENTS || bytes + statement.bytes() > MOST_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(statement);
            bytes += statement.bytes();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private List<WriteStatement> sendBatch(List<WriteStatement> batch) {
        List<WriteStatement> open = new ArrayList<>();
        List<WriteStatement> waiting = sendOnce(batch, open);
        Backoff backoff = Backoff.within(options.batchTimeout());
        while (!waiting.isEmpty()) {
            meter.retried(waiting.size());
            if (!backoff.pause()) {
                throw DynamoError.UNAVAILABLE.problem(
                        "Cannot write " + waiting.size() + " items of " + calls.where()
                                + ": it throttles. Try again later, give it fewer write units a second, or raise its capacity.");
            }
            List<WriteStatement> left = sendOnce(waiting, open);
            backoff = left.size() < waiting.size() ? Backoff.within(options.batchTimeout()) : backoff;
            waiting = left;
        }
        return open;
    }

    /** Sends each once, adds those that stay open, and returns those to send again. */
    private List<WriteStatement> sendOnce(List<WriteStatement> batch, List<WriteStatement> open) {
        Optional<BatchExecuteStatementResponse> answer;
        try {
            answer = metered(batch);
        } catch (SluiceException e) {
            if (DynamoCalls.isThrottled(e)) {
                return batch;
            }
            throw e;
        }
        if (answer.isEmpty()) {
            open.addAll(batch);
            return List.of();
        }
        List<WriteStatement> throttled = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            BatchStatementError error = answer.get().responses().get(i).error();
            if (error == null) {
                continue;
            }
            switch (error.code()) {
                case CONDITIONAL_CHECK_FAILED, DUPLICATE_ITEM, VALIDATION_ERROR, ACCESS_DENIED ->
                    open.add(batch.get(i));
                case PROVISIONED_THROUGHPUT_EXCEEDED,
                        THROTTLING_ERROR,
                        REQUEST_LIMIT_EXCEEDED,
                        INTERNAL_SERVER_ERROR,
                        TRANSACTION_CONFLICT -> throttled.add(batch.get(i));
                default ->
                    throw DynamoError.UNAVAILABLE.problem("Cannot write " + calls.where() + ": " + error.codeAsString()
                            + ", " + error.message() + ".");
            }
        }
        return throttled;
    }

    /** The answer; empty when DynamoDB does not take these statements, or none. */
    private Optional<BatchExecuteStatementResponse> metered(List<WriteStatement> batch) {
        double expected = batch.stream().mapToLong(WriteStatement::units).sum();
        budget.await(expected);
        Optional<BatchExecuteStatementResponse> answer = calls.answer("write", () -> {
            try {
                return Optional.of(client.batchExecuteStatement(request(batch)));
            } catch (DynamoDbException e) {
                if (DynamoCalls.isInvalid(e) || DynamoCalls.isDenied(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
        double consumed = answer.map(told -> consumed(told, expected)).orElse(0.0);
        meter.took(consumed);
        budget.take(consumed - expected);
        return answer;
    }

    private static BatchExecuteStatementRequest request(List<WriteStatement> batch) {
        return BatchExecuteStatementRequest.builder()
                .statements(batch.stream().map(WriteStatement::request).toList())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    private static double consumed(BatchExecuteStatementResponse answer, double expected) {
        return answer.hasConsumedCapacity()
                ? answer.consumedCapacity().stream()
                        .map(ConsumedCapacity::capacityUnits)
                        .mapToDouble(units -> units == null ? 0 : units)
                        .sum()
                : expected;
    }
}
