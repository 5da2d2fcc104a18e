package dev.sluice.online.dynamodb;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
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

    /** Reads {@code aws}, {@code http://host:port}, {@code https://host}, {@code dax://host:port} or {@code daxs://host:port}. */
    static DynamoEndpoint parse(String text) {
        if (!text.equals(AWS) && !text.matches("(https?|daxs?)://[^\\s/]+/?")) {
            throw DynamoError.INVALID_ENDPOINT.problem(
                    "Invalid endpoint: '" + text + "'. Write aws, http://host:port, https://host or dax://host:port.");
        }
        return new DynamoEndpoint(text);
    }

    /** DynamoDB of the region that the process is told, by its environment, its properties or its profile. */
    static DynamoEndpoint aws() {
        return new DynamoEndpoint(AWS);
    }

    DynamoClients clients(DynamoOptions options) {
        if (text.startsWith("dax")) {
            return DynamoClients.behind(text, options);
        }
        DynamoDbClient client = client(options);
        return new DynamoClients(client, client, text);
    }

    DynamoDbClient client(DynamoOptions options) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(64).dnsResolver(new NamesInTime()))
                .overrideConfiguration(configuration(options));
        if (!text.equals(AWS)) {
            builder.endpointOverride(URI.create(text));
        }
        if (text.startsWith("http://")) {
            builder.region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
        } else {
            builder.credentialsProvider(
                    new CredentialsInTime(DefaultCredentialsProvider.builder().build()));
        }
        try {
            return builder.build();
        } catch (SdkException e) {
            throw DynamoError.INVALID_ENDPOINT.problem(
                    "Cannot use DynamoDB at " + text + ": " + why(e)
                            + ". Name the region, as by AWS_REGION=eu-central-1.",
                    e);
        }
    }

    /** The SDK lists the Java objects that it has asked for a region. */
    private static String why(SdkException problem) {
        String message = String.valueOf(problem.getMessage());
        return message.startsWith("Unable to load region")
                ? "neither the environment, nor the profile, nor the machine names a region"
                : message;
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
