package dev.sluice.client;

import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final DescriptionCache descriptions;

    private FeatureClient(OnlineStore store, ClientOptions options) {
        this.store = store;
        this.descriptions = new DescriptionCache(store, options);
    }

    /** A client of a DynamoDB table: {@code aws}, or a URL such as {@code http://localhost:8000}. */
    public static FeatureClient connect(String endpoint, String table) {
        return over(DynamoOnlineStore.open(endpoint, table));
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
        ServedService served = descriptions.service(service);
        List<List<ItemKey>> requests = new ArrayList<>(keys.size());
        Set<ItemKey> distinct = new LinkedHashSet<>();
        for (Map<String, ?> entity : keys) {
            List<ItemKey> items = served.items(entity);
            requests.add(items);
            distinct.addAll(items);
        }
        Map<ItemKey, OnlineItem> found = distinct.isEmpty() ? Map.of() : store.read(distinct);
        return requests.stream()
                .map(items -> served.vector(items, found, options))
                .toList();
    }

    /** The vector of one entity whose keys are given as texts, as a command line gives them. */
    public FeatureVector getText(String service, Map<String, String> keys) {
        return get(service, descriptions.service(service).typed(keys));
    }

    @Override
    public void close() {
        store.close();
    }
}
