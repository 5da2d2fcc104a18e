package dev.sluice.registry;

import dev.sluice.problem.SluiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The leases of this process: taken when they are free, when their holder is known to be dead, or when it has been silent
 * for the lease time. Between processes of different machines the clocks must agree to within that time.
 */
final class Leases implements AutoCloseable {
    private final LeaseTable table;
    private final LeaseOptions options;
    private final Clock clock;
    private final Supplier<ProcessIdentity> self;
    private final Heartbeat heartbeat;

    Leases(LeaseTable table, LeaseOptions options, Clock clock, Supplier<ProcessIdentity> self) {
        this.table = table;
        this.options = options;
        this.clock = clock;
        this.self = self;
        this.heartbeat = new Heartbeat(options.heartbeat());
    }

    Lease acquire(String resource) {
        while (true) {
            Optional<LeaseRow> seen = table.find(resource);
            seen.filter(row -> row.isHeld(self.get(), clock.instant())).ifPresent(this::refuse);
            LeaseRow mine = next(resource, seen);
            boolean taken = seen.isPresent() ? table.replace(seen.get(), mine) : table.insert(mine);
            if (taken) {
                HeldLease lease = new HeldLease(this, resource, mine.fence());
                heartbeat.keepAlive(lease);
                return lease;
            }
        }
    }

    private LeaseRow next(String resource, Optional<LeaseRow> seen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = now.plus(options.lease());
        return seen.map(row -> row.takenBy(self.get(), now, until))
                .orElseGet(() -> LeaseRow.first(resource, self.get(), now, until));
    }

    private void refuse(LeaseRow held) {
        throw RegistryError.HELD.problem("Cannot " + LeasedWork.of(held.resource()) + ": " + holder(held)
                + " has held it since " + held.acquiredAt()
                + ". Wait for it, or end that process; one that is silent is followed after "
                + seconds(options.lease()) + ".");
    }

    private String holder(LeaseRow held) {
        return held.holder() + (self.get().equals(held.holder()) ? " (this one)" : "");
    }

    /** Whether the lease is still held; if so, for another lease time. */
    boolean renew(HeldLease lease) {
        Instant until = clock.instant().plus(options.lease()).truncatedTo(ChronoUnit.MICROS);
        return table.renew(lease.resource(), lease.fence(), until);
    }

    void release(HeldLease lease) {
        heartbeat.forget(lease);
        table.release(lease.resource(), lease.fence());
    }

    SluiceException lost(HeldLease lease) {
        String successor = table.find(lease.resource())
                .filter(row -> row.holder() != null && row.fence() > lease.fence())
                .map(row -> ": " + holder(row) + " took it over at " + row.acquiredAt())
                .orElse("");
        return RegistryError.LEASE_LOST.problem("Cannot go on to " + LeasedWork.of(lease.resource())
                + ": this process no longer holds the lease" + successor
                + ". A process loses it by being silent for longer than " + seconds(options.lease())
                + "; nothing of this attempt counts. Run it again.");
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
