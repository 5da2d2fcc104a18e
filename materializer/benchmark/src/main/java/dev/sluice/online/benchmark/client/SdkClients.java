package dev.sluice.online.benchmark.client;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.EncodedRow;
import dev.sluice.online.ItemKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The SDK's plain client and its Enhanced Client, with the limits that Sluice's client has. */
final class SdkClients implements AutoCloseable {
    private static final String TABLE = "benchmark";

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final DynamoDbTable<FiftyAttributes> table;

    private SdkClients(DynamoDbClient client) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.table = enhanced.table("attributes", FiftyAttributes.schema());
    }

    static SdkClients of(String endpoint) {
        return new SdkClients(DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .overrideConfiguration(limits ->
                        limits.apiCallAttemptTimeout(Duration.ofSeconds(3)).apiCallTimeout(Duration.ofSeconds(10)))
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build());
    }

    void fill() {
        table.createTable();
        for (int card = 0; card < ClientBenchmark.CARDS; card++) {
            table.putItem(FiftyAttributes.of(card));
        }
    }

    byte[] bytes(long card) {
        return bytes(client.getItem(request -> request.tableName(TABLE).key(attributes(FiftyFeatures.key(card))))
                .item());
    }

    private static byte[] bytes(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(OnlineTable.VALUE);
        if (value == null) {
            throw new IllegalStateException("No value in " + item);
        }
        return value.b().asByteArrayUnsafe();
    }

    private static Map<String, AttributeValue> attributes(ItemKey key) {
        return Map.of(
                OnlineTable.ENTITY_KEY, AttributeValue.fromS(key.entityKey()),
                OnlineTable.VIEW,
                        AttributeValue.fromS(
                                key.view().name() + "#" + key.view().version()));
    }

    /** The raw item, decoded. */
    float[] raw(long card) {
        EncodedRow row = FiftyFeatures.CODEC.open(bytes(card));
        float[] floats = new float[FiftyFeatures.COUNT];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) row.number(i);
        }
        return floats;
    }

    int allBytes() {
        List<Map<String, AttributeValue>> keys = LongStream.range(0, ClientBenchmark.CARDS)
                .mapToObj(card -> attributes(FiftyFeatures.key(card)))
                .toList();
        KeysAndAttributes asked = KeysAndAttributes.builder().keys(keys).build();
        List<Map<String, AttributeValue>> found = client.batchGetItem(
                        request -> request.requestItems(Map.of(TABLE, asked)))
                .responses()
                .getOrDefault(TABLE, List.of());
        return found.stream().mapToInt(item -> bytes(item).length).sum();
    }

    float[] enhanced(long card) {
        return table.getItem(key(card)).floats();
    }

    private static Key key(long card) {
        return Key.builder().partitionValue(Long.toString(card)).build();
    }

    float allEnhanced() {
        ReadBatch.Builder<FiftyAttributes> batch =
                ReadBatch.builder(FiftyAttributes.class).mappedTableResource(table);
        for (int card = 0; card < ClientBenchmark.CARDS; card++) {
            batch.addGetItem(key(card));
        }
        return (float)
                enhanced.batchGetItem(request -> request.readBatches(batch.build())).resultsForTable(table).stream()
                        .mapToDouble(item -> item.floats()[0])
                        .sum();
    }

    @Override
    public void close() {
        client.close();
    }
}
