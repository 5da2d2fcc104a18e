package dev.sluice.client;

import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The entities of one call, all answered by the same service of the same description. */
final class Request {
    private final ServedService served;
    private final GetOptions options;
    private final List<List<ItemKey>> entities;
    private final Set<ItemKey> distinct = new LinkedHashSet<>();

    Request(ServedService served, List<? extends Map<String, ?>> keys, GetOptions options) {
        this.served = served;
        this.options = options;
        this.entities = new ArrayList<>(keys.size());
        for (Map<String, ?> entity : keys) {
            List<ItemKey> items = served.items(entity);
            entities.add(items);
            distinct.addAll(items);
        }
    }

    /** A vector for each entity, in their order. */
    CompletableFuture<List<FeatureVector>> vectors(ItemReads items, Deadline deadline, Waiter waiter) {
        return items.read(distinct, deadline, waiter).thenApply(this::vectors);
    }

    private List<FeatureVector> vectors(Map<ItemKey, OnlineItem> found) {
        List<FeatureVector> vectors = new ArrayList<>(entities.size());
        for (List<ItemKey> items : entities) {
            vectors.add(served.vector(items, found, options));
        }
        return Collections.unmodifiableList(vectors);
    }
}
