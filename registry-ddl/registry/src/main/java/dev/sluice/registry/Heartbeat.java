package dev.sluice.registry;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The thread that keeps leases alive. It starts with the first lease and does not keep the process from ending. */
final class Heartbeat implements AutoCloseable {
    private final Duration interval;
    private final Set<HeldLease> alive = ConcurrentHashMap.newKeySet();
    private @Nullable Timer timer;

    Heartbeat(Duration interval) {
        this.interval = interval;
    }

    void keepAlive(HeldLease lease) {
        alive.add(lease);
        start();
    }

    void forget(HeldLease lease) {
        alive.remove(lease);
    }

    private synchronized void start() {
        if (timer == null) {
            timer = new Timer("sluice-lease-heartbeat", true);
            timer.schedule(beat(), interval.toMillis(), interval.toMillis());
        }
    }

    private TimerTask beat() {
        return new TimerTask() {
            @Override
            public void run() {
                alive.forEach(HeldLease::renewQuietly);
            }
        };
    }

    /** Ends the thread and releases every lease. */
    @Override
    public void close() {
        stop();
        List.copyOf(alive).forEach(HeldLease::close);
    }

    private synchronized void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
