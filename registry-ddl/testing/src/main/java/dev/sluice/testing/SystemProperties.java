package dev.sluice.testing;

import java.net.URI;
import java.util.Map;

/** Properties of this process that are there until they are closed. */
public final class SystemProperties implements AutoCloseable {
    private final Map<String, String> properties;

    private SystemProperties(Map<String, String> properties) {
        this.properties = properties;
        properties.forEach(System::setProperty);
    }

    public static SystemProperties of(Map<String, String> properties) {
        return new SystemProperties(Map.copyOf(properties));
    }

    /** What AWS' SDK takes for DynamoDB in AWS is the one there. */
    public static SystemProperties awsAt(URI dynamo) {
        return of(Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local",
                "aws.endpointUrlDynamoDb", dynamo.toString()));
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
    }
}
