package dev.sluice.client;

import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The store's description and the services made ready from it, read again when they are too old. */
final class DescriptionCache {
    private final OnlineStore store;
    private final ClientOptions options;
    private volatile @Nullable Known known;

    DescriptionCache(OnlineStore store, ClientOptions options) {
        this.store = store;
        this.options = options;
    }

    ServedService service(String reference) {
        Known current = current();
        return current.services.computeIfAbsent(
                reference, name -> ServedService.of(current.description, name, options.clock()));
    }

    private Known current() {
        Known now = known;
        long oldest = System.nanoTime() - options.descriptionAge().micros() * 1_000;
        if (now == null || now.readNanos - oldest < 0) {
            now = new Known(store.description(), System.nanoTime(), new ConcurrentHashMap<>());
            known = now;
        }
        return now;
    }

    /** What was read, and when by the monotonic clock. */
    private record Known(StoreDescription description, long readNanos, Map<String, ServedService> services) {}
}
