package dev.sluice.online.dax;

import dev.sluice.online.dynamodb.DaxConnector;
import dev.sluice.online.dynamodb.DynamoError;
import dev.sluice.online.dynamodb.DynamoOptions;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dax.ClusterDaxClient;
import software.amazon.dax.Configuration;

/** Connects by Amazon's DAX client. It looks for the cluster's nodes with the first call. */
public final class AmazonDaxConnector implements DaxConnector {
    @Override
    public DynamoDbClient connect(String cluster, DynamoOptions options) {
        try {
            return ClusterDaxClient.builder()
                    .overrideConfiguration(configuration(cluster, options))
                    .build();
        } catch (SdkException | java.io.IOException e) {
            throw DynamoError.UNAVAILABLE.problem(
                    "Cannot connect to the DAX cluster at " + cluster + ": " + e.getMessage()
                            + ". Check that it runs, the region, as by AWS_REGION, and the credentials.",
                    e);
        }
    }

    private static Configuration configuration(String cluster, DynamoOptions options) {
        return Configuration.builder()
                .url(cluster)
                .region(DefaultAwsRegionProviderChain.builder().build().getRegion())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .connectTimeoutMillis((int) options.attemptTimeout().toMillis())
                .requestTimeoutMillis((int) options.attemptTimeout().toMillis())
                .readRetries(options.attempts() - 1)
                .build();
    }
}
