package dev.sluice.online.dynamodb;

import java.time.Duration;

/**
 * How DynamoDB is called.
 *
 * @param attempts of one call, the first included
 * @param attemptTimeout for one attempt
 * @param callTimeout for a call with all its attempts
 * @param batchTimeout for a batch with the repetition of what DynamoDB left unprocessed
 * @param writesInFlight conditional writes at the same time
 */
public record DynamoOptions(
        int attempts, Duration attemptTimeout, Duration callTimeout, Duration batchTimeout, int writesInFlight) {
    public static final DynamoOptions DEFAULTS =
            new DynamoOptions(4, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 16);

    public DynamoOptions withBatchTimeout(Duration timeout) {
        return new DynamoOptions(attempts, attemptTimeout, callTimeout, timeout, writesInFlight);
    }
}
