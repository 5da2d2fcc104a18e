package dev.sluice.registry;

import java.time.Duration;

/**
 * How leases are kept.
 *
 * @param lease how long a holder may be silent before another takes its lease over
 * @param heartbeat how often a holder renews its leases
 */
record LeaseOptions(Duration lease, Duration heartbeat) {
    static final LeaseOptions DEFAULTS = new LeaseOptions(Duration.ofSeconds(30), Duration.ofSeconds(10));

    LeaseOptions {
        if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException("A lease of " + lease + " does not outlive a missed heartbeat");
        }
    }
}
