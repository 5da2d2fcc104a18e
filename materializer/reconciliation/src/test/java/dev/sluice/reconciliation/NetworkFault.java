package dev.sluice.reconciliation;

import dev.sluice.online.dynamodb.FaultyDynamo.Answer;
import dev.sluice.online.dynamodb.FaultyDynamo.Call;
import dev.sluice.online.dynamodb.FaultyDynamoBatch;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What may become of a call of DynamoDB. */
enum NetworkFault {
    /** It never arrives. */
    DROP,
    /** It is done, and the answer is lost. */
    LOSE_ANSWER,
    TWICE,
    /** The answer comes after the client has given the attempt up. */
    DELAY,
    /** The connection breaks in the middle of the answer. */
    RESET,
    THROTTLE,
    SERVER_ERROR,
    /** Half of a batch, rounded down, is done; other calls are throttled. */
    HALF_BATCH,
    /** A read that need not be consistent gives what it gave the first time. */
    STALE_READ;

    static final long ATTEMPT_MILLIS = 1_000;

    private final Map<String, Answer> firstAnswers = new ConcurrentHashMap<>();

    @Nullable
    Answer answer(Call call) throws IOException, InterruptedException {
        return switch (this) {
            case DROP -> null;
            case LOSE_ANSWER -> {
                call.answer();
                yield null;
            }
            case TWICE -> {
                call.answer();
                yield call.answer();
            }
            case DELAY -> {
                Answer answer = call.answer();
                TimeUnit.MILLISECONDS.sleep(ATTEMPT_MILLIS + 100);
                yield answer;
            }
            case RESET -> {
                Answer whole = call.answer();
                yield new Answer(whole.status(), whole.body(), 0.5);
            }
            case THROTTLE -> Answer.refusal(400, "ProvisionedThroughputExceededException");
            case SERVER_ERROR -> Answer.refusal(500, "InternalServerError");
            case HALF_BATCH ->
                FaultyDynamoBatch.isBatch(call)
                        ? FaultyDynamoBatch.part(call, 0.5)
                        : Answer.refusal(400, "ProvisionedThroughputExceededException");
            case STALE_READ -> stale(call);
        };
    }

    private Answer stale(Call call) throws IOException, InterruptedException {
        boolean mayBeStale =
                call.operation().equals("BatchGetItem") && !call.body().contains("\"ConsistentRead\":true");
        if (!mayBeStale) {
            return call.answer();
        }
        Answer answer = call.answer();
        Answer first = firstAnswers.putIfAbsent(call.body(), answer);
        return first == null ? answer : first;
    }
}
