package dev.sluice.online.dynamodb;

import java.time.Duration;

/**
 * How DynamoDB is called.
 *
 * @param attempts of one call, the first included
 * @param attemptTimeout for one attempt
 * @param callTimeout for a call with all its attempts
 * @param batchTimeout for a batch with the repetition of what DynamoDB left unprocessed
 * @param writesInFlight batches that are written at the same time
 * @param writeUnits how many write units a second are used at most; 0 for as many as there are
 */
public record DynamoOptions(
        int attempts,
        Duration attemptTimeout,
        Duration callTimeout,
        Duration batchTimeout,
        int writesInFlight,
        long writeUnits) {
    public static final DynamoOptions DEFAULTS =
            new DynamoOptions(4, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 16, 0);

    public DynamoOptions withBatchTimeout(Duration timeout) {
        return new DynamoOptions(attempts, attemptTimeout, callTimeout, timeout, writesInFlight, writeUnits);
    }

    public DynamoOptions withWriteUnits(long perSecond) {
        return new DynamoOptions(attempts, attemptTimeout, callTimeout, batchTimeout, writesInFlight, perSecond);
    }
}
