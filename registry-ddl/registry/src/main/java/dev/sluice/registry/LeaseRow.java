package dev.sluice.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease as it is kept.
 *
 * @param holder null when it is free
 */
record LeaseRow(String resource, long fence, @Nullable ProcessIdentity holder, Instant acquiredAt, Instant expiresAt) {
    static LeaseRow first(String resource, ProcessIdentity holder, Instant now, Instant expiresAt) {
        return new LeaseRow(resource, 1, holder, now, expiresAt);
    }

    /** The same lease in other hands. */
    LeaseRow takenBy(ProcessIdentity other, Instant now, Instant until) {
        return new LeaseRow(resource, fence + 1, other, now, until);
    }

    LeaseRow renewed(Instant until) {
        return new LeaseRow(resource, fence, holder, acquiredAt, until);
    }

    LeaseRow released() {
        return new LeaseRow(resource, fence, null, acquiredAt, acquiredAt);
    }

    /** Whether a process that asks at this moment must leave it alone. */
    boolean isHeld(ProcessIdentity asker, Instant now) {
        return holder != null && expiresAt.isAfter(now) && !holder.isKnownDead(asker);
    }
}
