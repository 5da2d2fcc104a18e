package dev.sluice.online.dynamodb;

import dev.sluice.online.Deadline;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long calls may take that must be answered by a deadline. */
final class CallTime {
    /** The SDK takes no time that is not positive. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private final DynamoOptions options;
    private final Deadline deadline;

    CallTime(DynamoOptions options, Deadline deadline) {
        this.options = options;
        this.deadline = deadline;
    }

    /** The time of the options. */
    static CallTime of(DynamoOptions options) {
        return new CallTime(options, Deadline.after(options.batchTimeout()));
    }

    Deadline deadline() {
        return deadline;
    }

    /** What the next call must be told; empty where the client's own limits are earlier. */
    Optional<AwsRequestOverrideConfiguration> limits() {
        Duration left = deadline.remaining();
        if (left.compareTo(options.callTimeout()) >= 0) {
            return Optional.empty();
        }
        Duration call = left.compareTo(LEAST) > 0 ? left : LEAST;
        AwsRequestOverrideConfiguration.Builder limits =
                AwsRequestOverrideConfiguration.builder().apiCallTimeout(call);
        return Optional.of(
                call.compareTo(options.attemptTimeout()) < 0
                        ? limits.apiCallAttemptTimeout(call).build()
                        : limits.build());
    }
}
