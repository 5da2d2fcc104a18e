package dev.sluice.online.dynamodb;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Another provider's credentials, asked for so that the caller can be interrupted: a role's come from a server. They are asked for
 * anew after ten seconds; providers renew what they have a minute before it ends.
 */
final class CredentialsInTime implements AwsCredentialsProvider {
    private static final long MOST_NANOS = Duration.ofSeconds(10).toNanos();

    private final AwsCredentialsProvider provider;
    private volatile @Nullable Known known;

    CredentialsInTime(AwsCredentialsProvider provider) {
        this.provider = provider;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Known last = known;
        if (last != null && System.nanoTime() - last.nanos < MOST_NANOS) {
            return last.credentials;
        }
        try {
            AwsCredentials credentials = Elsewhere.await(provider::resolveCredentials);
            known = new Known(credentials, System.nanoTime());
            return credentials;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while credentials were asked for", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SdkException problem
                    ? problem
                    : SdkClientException.create("Cannot resolve credentials: " + e.getCause(), e);
        }
    }

    /** What was told, and when by the monotonic clock. */
    private record Known(AwsCredentials credentials, long nanos) {}
}
