package dev.sluice.server;

import dev.sluice.client.ClientOptions;
import dev.sluice.client.FeatureClient;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that can be asked for under one description of the store. Threads may share it. */
final class ServedProject {
    /** What is made ready for more kinds of requests than these is made anew each time. */
    private static final int MOST_KEPT = 512;

    private final OnlineStore store;
    private final ClientOptions options;
    private final StoreDescription description;
    private final FeatureClient client;
    private final Map<Selection, ServedFeatures> kept = new ConcurrentHashMap<>();

    ServedProject(OnlineStore store, ClientOptions options, StoreDescription description) {
        this.store = store;
        this.options = options;
        this.description = description;
        this.client = FeatureClient.over(new DescribedStore(store, description), options);
    }

    StoreDescription description() {
        return description;
    }

    ServedFeatures features(Selection selection) {
        ServedFeatures ready = kept.get(selection);
        if (ready == null) {
            ready = made(selection);
            if (kept.size() < MOST_KEPT) {
                kept.put(selection, ready);
            }
        }
        return ready;
    }

    private ServedFeatures made(Selection selection) {
        if (selection instanceof Selection.OfService service) {
            return service.fullNames()
                    ? requested(RequestedService.withFullNames(description.service(service.service())))
                    : ServedFeatures.ofService(description, service.service(), client);
        }
        return requested(RequestedService.of(description, (Selection.OfReferences) selection));
    }

    private ServedFeatures requested(RequestedService service) {
        return ServedFeatures.ofRequested(description, service, store, options);
    }
}
