package dev.sluice.server;

import dev.sluice.client.ClientOptions;
import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureValue;
import dev.sluice.client.GetOptions;
import dev.sluice.feature.FeatureService;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a selection needs and gives: the keys that its requests must have, and the values of its features. */
final class ServedFeatures {
    private final FeatureClient client;
    private final String service;
    private final Map<String, ValueType> keys;
    private final int @Nullable [] order;

    private ServedFeatures(FeatureClient client, String service, Map<String, ValueType> keys, int @Nullable [] order) {
        this.client = client;
        this.service = service;
        this.keys = keys;
        this.order = order;
    }

    static ServedFeatures ofService(StoreDescription description, String reference, FeatureClient client) {
        return new ServedFeatures(client, reference, description.keys(description.service(reference)), null);
    }

    static ServedFeatures ofRequested(
            StoreDescription description, RequestedService requested, OnlineStore store, ClientOptions options) {
        StoreDescription own = new StoreDescription(
                description.project(),
                description.replayMicros(),
                description.entities(),
                description.views(),
                List.of(requested.service()),
                description.active(),
                description.schemas());
        FeatureClient client = FeatureClient.over(new DescribedStore(store, own), options);
        FeatureService service = requested.service();
        return new ServedFeatures(client, service.name(), own.keys(service), requested.order());
    }

    Map<String, ValueType> keys() {
        return keys;
    }

    /** For each entity the values in the order that was asked for. */
    List<List<FeatureValue>> values(List<? extends Map<String, ?>> entities, GetOptions options) {
        return client.getAll(service, entities, options).stream()
                .map(vector -> ordered(vector.values()))
                .toList();
    }

    private List<FeatureValue> ordered(List<FeatureValue> values) {
        int[] places = order;
        return places == null
                ? values
                : IntStream.of(places).mapToObj(values::get).toList();
    }
}
