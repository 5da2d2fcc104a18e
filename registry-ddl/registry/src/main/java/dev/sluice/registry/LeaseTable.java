package dev.sluice.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * Where leases are kept, a row for each resource. Every method is atomic; threads and processes may share it. A method
 * that returns false has changed nothing.
 */
interface LeaseTable {
    Optional<LeaseRow> find(String resource);

    /** Adds the first row of a resource; false when there is one already. */
    boolean insert(LeaseRow first);

    /** Puts a row in the place of the one seen; false when that has changed since. */
    boolean replace(LeaseRow seen, LeaseRow next);

    /** Lets the holder with this fence keep the lease until then; false when it no longer holds it. */
    boolean renew(String resource, long fence, Instant until);

    /** Frees the lease if the holder with this fence still has it. */
    void release(String resource, long fence);
}
