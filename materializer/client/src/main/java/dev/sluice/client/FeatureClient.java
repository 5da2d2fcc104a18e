package dev.sluice.client;

import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads feature vectors from the online store. Make one and share it: threads may.
 *
 * <pre>{@code
 * try (FeatureClient client = FeatureClient.connect("http://localhost:8000", "flights_features")) {
 *     FeatureVector vector = client.get("delay_model", Map.of("origin", "ORD", "destination", "ATL"));
 *     double delay = vector.asDouble("origin__avg_delay_7d");
 * }
 * }</pre>
 */
public final class FeatureClient implements AutoCloseable {
    private final OnlineStore store;
    private final ReadThreads threads;
    private final Calls calls;

    private FeatureClient(OnlineStore store, ClientOptions options) {
        this.store = store;
        this.threads = new ReadThreads(options.readsAtOnce());
        this.calls = new Calls(store, threads, options);
    }

    /** A client of a DynamoDB table: {@code aws}, a URL such as {@code http://localhost:8000}, or {@code dax://host:port}. */
    public static FeatureClient connect(String endpoint, String table) {
        return connect(endpoint, table, ClientOptions.DEFAULTS);
    }

    public static FeatureClient connect(String endpoint, String table, ClientOptions options) {
        return over(DynamoOnlineStore.open(endpoint, table), options);
    }

    /** A client of any store, which it closes when it is closed. */
    public static FeatureClient over(OnlineStore store) {
        return over(store, ClientOptions.DEFAULTS);
    }

    public static FeatureClient over(OnlineStore store, ClientOptions options) {
        return new FeatureClient(store, options);
    }

    /**
     * The vector of one entity.
     *
     * @param service {@code name}, of its highest version, or {@code name@version}
     * @param keys the values of the service's keys, by the names that it gives them
     */
    public FeatureVector get(String service, Map<String, ?> keys) {
        return get(service, keys, GetOptions.DEFAULTS);
    }

    public FeatureVector get(String service, Map<String, ?> keys, GetOptions options) {
        return getAll(service, List.of(keys), options).get(0);
    }

    /** The vectors of many entities, in their order, each as often as it was asked for, from one batched read. */
    public List<FeatureVector> getAll(String service, List<? extends Map<String, ?>> keys) {
        return getAll(service, keys, GetOptions.DEFAULTS);
    }

    public List<FeatureVector> getAll(String service, List<? extends Map<String, ?>> keys, GetOptions options) {
        return calls.get(service, keys, options);
    }

    /** The vector of one entity later; no caller's thread waits for it. Errors are those of {@link #get}. */
    public CompletableFuture<FeatureVector> getAsync(String service, Map<String, ?> keys) {
        return getAsync(service, keys, GetOptions.DEFAULTS);
    }

    public CompletableFuture<FeatureVector> getAsync(String service, Map<String, ?> keys, GetOptions options) {
        return getAllAsync(service, List.of(keys), options).thenApply(vectors -> vectors.get(0));
    }

    public CompletableFuture<List<FeatureVector>> getAllAsync(String service, List<? extends Map<String, ?>> keys) {
        return getAllAsync(service, keys, GetOptions.DEFAULTS);
    }

    public CompletableFuture<List<FeatureVector>> getAllAsync(
            String service, List<? extends Map<String, ?>> keys, GetOptions options) {
        return calls.later(service, keys, options);
    }

    /** The vector of one entity whose keys are given as texts, as a command line gives them. */
    public FeatureVector getText(String service, Map<String, String> keys) {
        return get(service, calls.typed(service, keys));
    }

    @Override
    public void close() {
        threads.close();
        store.close();
    }
}
