package dev.sluice.online.dynamodb;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Where DynamoDB is, and how it is called there. */
final class DynamoEndpoint {
    private static final String AWS = "aws";

    private final String text;

    private DynamoEndpoint(String text) {
        this.text = text;
    }

    /** Reads {@code aws}, {@code http://host:port} or {@code https://host}. */
    static DynamoEndpoint parse(String text) {
        if (text.startsWith("dax://")) {
            throw DynamoError.INVALID_ENDPOINT.problem("Cannot use the endpoint " + text
                    + ": DAX is not supported yet. Give the endpoint of DynamoDB itself, or aws.");
        }
        if (!text.equals(AWS) && !text.matches("https?://[^\\s/]+/?")) {
            throw DynamoError.INVALID_ENDPOINT.problem(
                    "Invalid endpoint: '" + text + "'. Write aws, http://host:port or https://host.");
        }
        return new DynamoEndpoint(text);
    }

    DynamoDbClient client(DynamoOptions options) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .overrideConfiguration(configuration(options));
        if (!text.equals(AWS)) {
            builder.endpointOverride(URI.create(text));
        }
        if (text.startsWith("http://")) {
            builder.region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
        }
        return builder.build();
    }

    private static ClientOverrideConfiguration configuration(DynamoOptions options) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(options.attempts())
                        .build())
                .apiCallAttemptTimeout(options.attemptTimeout())
                .apiCallTimeout(options.callTimeout())
                .build();
    }

    @Override
    public String toString() {
        return text;
    }
}
