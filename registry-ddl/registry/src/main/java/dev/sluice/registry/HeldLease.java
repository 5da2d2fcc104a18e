package dev.sluice.registry;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that this process has taken. */
final class HeldLease implements Lease {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

    private final Leases leases;
    private final String resource;
    private final long fence;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldLease(Leases leases, String resource, long fence) {
        this.leases = leases;
        this.resource = resource;
        this.fence = fence;
    }

    @Override
    public String resource() {
        return resource;
    }

    @Override
    public long fence() {
        return fence;
    }

    @Override
    public void check() {
        if (closed.get() || !leases.renew(this)) {
            throw leases.lost(this);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                leases.release(this);
            } catch (RuntimeException e) {
                LOG.warn("Cannot release the lease {}; it runs out by itself", resource, e);
            }
        }
    }

    /** Renews it in the background; what fails now may work at the next beat, and {@link #check} tells in any case. */
    void renewQuietly() {
        try {
            if (!closed.get() && !leases.renew(this)) {
                LOG.warn("The lease {} is no longer held by this process", resource);
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot renew the lease {}; trying again at the next heartbeat", resource, e);
        }
    }
}
