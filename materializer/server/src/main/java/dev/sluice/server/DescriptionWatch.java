package dev.sluice.server;

import dev.sluice.online.DaemonThreads;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.OnlineStoreError;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.SluiceException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the store's description, kept fresh beside the requests, none of which waits for it. While the description
 * cannot be read the last one counts: what changed is seen later, and rows that it does not describe are errors.
 */
final class DescriptionWatch<T> implements AutoCloseable {
    private static final long EVERY_SECONDS = 2;
    /** Reads that take longer than this are as good as failed. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final OnlineStore store;
    private final Function<StoreDescription, T> made;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sluice-server-description"));
    private volatile @Nullable Known<T> known;
    private volatile @Nullable SluiceException failure;
    private volatile long readNanos;
    private volatile Consumer<Boolean> readiness = ready -> {};

    private DescriptionWatch(OnlineStore store, Function<StoreDescription, T> made) {
        this.store = store;
        this.made = made;
    }

    /** Tells from now on after each reading whether it could be read. */
    void tell(Consumer<Boolean> readiness) {
        this.readiness = readiness;
        readiness.accept(failure == null);
    }

    /** Reads the description once before it returns, and then again and again. */
    static <T> DescriptionWatch<T> start(OnlineStore store, Function<StoreDescription, T> made) {
        DescriptionWatch<T> watch = new DescriptionWatch<>(store, made);
        watch.refresh();
        watch.clock.scheduleWithFixedDelay(watch::refresh, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    /** What is made of the description that counts; before the first one was read the reason why there is none. */
    T current() {
        Known<T> now = known;
        if (now != null) {
            return now.made;
        }
        SluiceException why = failure;
        throw why == null ? new IllegalStateException("The description was never read") : why;
    }

    /** Why the description is not known as it is now; null when it is. */
    @Nullable
    SluiceException failure() {
        SluiceException why = failure;
        boolean late = System.nanoTime() - readNanos > FRESH_NANOS;
        return why == null && late
                ? OnlineStoreError.UNDESCRIBED.problem(
                        "Cannot read the description of the online store: it has not answered for 15 seconds.")
                : why;
    }

    /** Reads it now, if that is not done already. */
    synchronized void refresh() {
        try {
            StoreDescription description = store.description();
            Known<T> before = known;
            if (before == null || !before.description.equals(description)) {
                known = new Known<>(description, made.apply(description));
            }
            readNanos = System.nanoTime();
            failure = null;
        } catch (SluiceException e) {
            failure = e;
        } catch (RuntimeException e) { // the clock would stop
            failure = ServerError.UNEXPECTED.problem("Cannot read the description of the online store: " + e, e);
        }
        readiness.accept(failure == null);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A description and what was made of it; an equal one that is read later changes neither. */
    private record Known<T>(StoreDescription description, T made) {}
}
