package dev.sluice.client;

import dev.sluice.online.Deadline;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The store's description and the services made ready from it. From half its age on it is read again beside the calls, one read
 * at a time; only when that was too late do calls wait for it.
 */
final class DescriptionCache {
    private final OnlineStore store;
    private final ReadThreads threads;
    private final ClientOptions options;
    private final long mostNanos;
    private final AtomicReference<@Nullable Flight<Known>> underWay = new AtomicReference<>();
    private volatile @Nullable Known known;

    DescriptionCache(OnlineStore store, ReadThreads threads, ClientOptions options) {
        this.store = store;
        this.threads = threads;
        this.options = options;
        this.mostNanos = options.descriptionAge().duration().toNanos();
    }

    CompletableFuture<ServedService> service(String reference, Deadline deadline) {
        return current(deadline).thenApply(current -> service(current, reference));
    }

    /** The service as it was when the description could be read; null when it never could. */
    @Nullable
    ServedService lastKnown(String reference) {
        Known last = known;
        return last == null ? null : service(last, reference);
    }

    private ServedService service(Known from, String reference) {
        ServedService ready = from.services.get(reference);
        return ready != null
                ? ready
                : from.services.computeIfAbsent(
                        reference, name -> ServedService.of(from.description, name, options.clock()));
    }

    private CompletableFuture<Known> current(Deadline deadline) {
        Known now = known;
        long age = now == null ? Long.MAX_VALUE : System.nanoTime() - now.readNanos;
        if (now == null || age >= mostNanos) {
            return read(deadline);
        }
        if (age >= mostNanos / 2 && underWay.get() == null) {
            read(Deadline.after(options.deadline().duration()));
        }
        return CompletableFuture.completedFuture(now);
    }

    private CompletableFuture<Known> read(Deadline deadline) {
        Flight<Known> own = Flight.until(deadline);
        Flight<Known> other = underWay.compareAndExchange(null, own);
        if (other != null && (!other.deadline().isPassed() || !underWay.compareAndSet(other, own))) {
            return other.answer(deadline, () -> current(deadline));
        }
        long began = System.nanoTime();
        threads.submit(() -> store.description(deadline), deadline)
                .thenApply(description -> keep(new Known(description, began, new ConcurrentHashMap<>())))
                .whenComplete((read, failure) -> {
                    underWay.compareAndSet(own, null);
                    own.end(read, failure);
                });
        return own.answer();
    }

    /** A read that was given up and ends after all does not replace one that began later. */
    private synchronized Known keep(Known read) {
        Known last = known;
        if (last == null || read.readNanos - last.readNanos > 0) {
            known = read;
        }
        return read;
    }

    /** What was read, and when that began by the monotonic clock. */
    private record Known(StoreDescription description, long readNanos, Map<String, ServedService> services) {}
}
