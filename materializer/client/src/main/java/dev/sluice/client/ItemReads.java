package dev.sluice.client;

import dev.sluice.online.Deadline;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Items from the cache, from reads that are under way for somebody else, and from reads of our own. An item is known by its
 * key and the version of its view, so that no answer of another version can come between.
 */
final class ItemReads {
    /** What DynamoDB takes in one BatchGetItem; larger requests are read in parts, side by side. */
    private static final int MOST_KEYS = 100;

    private final StoreReads store;
    private final ItemCache cache;
    private final ClientMetrics metrics;
    private final Map<ItemKey, Flight<Map<ItemKey, OnlineItem>>> underWay = new ConcurrentHashMap<>();

    ItemReads(StoreReads store, ItemCache cache, ClientMetrics metrics) {
        this.store = store;
        this.cache = cache;
        this.metrics = metrics;
    }

    /** The items of these distinct keys; those that are not there are left out. */
    CompletableFuture<Map<ItemKey, OnlineItem>> read(Collection<ItemKey> keys, Deadline deadline, Waiter waiter) {
        if (!cache.isKept()) {
            return fetch(keys, deadline, waiter);
        }
        Map<ItemKey, OnlineItem> found = new HashMap<>();
        List<ItemKey> missing = new ArrayList<>();
        for (ItemKey key : keys) {
            if (!cache.find(key, found)) {
                missing.add(key);
            }
        }
        metrics.cached(keys.size() - missing.size(), missing.size());
        return missing.isEmpty()
                ? CompletableFuture.completedFuture(found)
                : fetch(missing, deadline, waiter).thenApply(read -> union(read, found));
    }

    private static Map<ItemKey, OnlineItem> union(Map<ItemKey, OnlineItem> some, Map<ItemKey, OnlineItem> others) {
        Map<ItemKey, OnlineItem> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private CompletableFuture<Map<ItemKey, OnlineItem>> fetch(
            Collection<ItemKey> keys, Deadline deadline, Waiter waiter) {
        Map<Flight<Map<ItemKey, OnlineItem>>, List<ItemKey>> joined = new LinkedHashMap<>();
        List<CompletableFuture<Map<ItemKey, OnlineItem>>> answers = new ArrayList<>();
        List<ItemKey> own = new ArrayList<>();
        Flight<Map<ItemKey, OnlineItem>> flight = Flight.until(deadline);
        for (ItemKey key : keys) {
            if (own.size() == MOST_KEYS) {
                answers.add(begin(flight, own, Waiter.NOBODY));
                flight = Flight.until(deadline);
                own = new ArrayList<>();
            }
            Flight<Map<ItemKey, OnlineItem>> other = othersRead(key, flight);
            if (other == null) {
                own.add(key);
            } else {
                joined.computeIfAbsent(other, begun -> new ArrayList<>()).add(key);
            }
        }
        if (!own.isEmpty()) {
            answers.add(begin(flight, own, waiter));
        }
        joined.forEach((other, shared) -> answers.add(join(other, shared, deadline)));
        return together(answers);
    }

    /** All answers in one; the first that fails ends it. */
    private static CompletableFuture<Map<ItemKey, OnlineItem>> together(
            List<CompletableFuture<Map<ItemKey, OnlineItem>>> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        CompletableFuture<Map<ItemKey, OnlineItem>> all = answers.stream()
                .reduce(
                        CompletableFuture.completedFuture(Map.of()),
                        (one, next) -> one.thenCombine(next, ItemReads::union));
        answers.forEach(answer -> answer.exceptionally(failure -> {
            all.completeExceptionally(failure);
            return Map.of();
        }));
        return all;
    }

    /** The read that is under way for the key; null when it is ours now, also in place of one that should have ended. */
    private @Nullable Flight<Map<ItemKey, OnlineItem>> othersRead(ItemKey key, Flight<Map<ItemKey, OnlineItem>> own) {
        Flight<Map<ItemKey, OnlineItem>> other = underWay.putIfAbsent(key, own);
        boolean replaced = other != null && other.deadline().isPassed() && underWay.replace(key, other, own);
        return replaced ? null : other;
    }

    private CompletableFuture<Map<ItemKey, OnlineItem>> begin(
            Flight<Map<ItemKey, OnlineItem>> flight, List<ItemKey> keys, Waiter waiter) {
        long began = System.nanoTime();
        store.read(keys, flight.deadline(), waiter).whenComplete((found, failure) -> {
            if (failure == null) {
                keys.forEach(key -> cache.keep(key, found.get(key), began));
            }
            keys.forEach(key -> underWay.remove(key, flight));
            flight.end(found, failure);
        });
        return flight.answer();
    }

    private CompletableFuture<Map<ItemKey, OnlineItem>> join(
            Flight<Map<ItemKey, OnlineItem>> other, List<ItemKey> keys, Deadline deadline) {
        metrics.shared(keys.size());
        return other.answer(deadline, () -> fetch(keys, deadline, Waiter.NOBODY))
                .thenApply(found -> only(keys, found));
    }

    private static Map<ItemKey, OnlineItem> only(List<ItemKey> keys, Map<ItemKey, OnlineItem> found) {
        Map<ItemKey, OnlineItem> items = new HashMap<>();
        for (ItemKey key : keys) {
            @Nullable OnlineItem item = found.get(key);
            if (item != null) {
                items.put(key, item);
            }
        }
        return items;
    }
}
