package dev.sluice.registry;

/**
 * The right to work on a resource, held until it is closed. The registry keeps it alive; threads may share it.
 *
 * <p>A process that falls silent for longer than the lease time can lose it, so its work is checked before it counts.
 */
public interface Lease extends AutoCloseable {
    String resource();

    /** A number that is higher with every acquisition of the resource, from 1: what it stamps outlives what older ones stamped. */
    long fence();

    /**
     * Makes sure that it is still held, and renews it.
     *
     * @throws dev.sluice.problem.SluiceException {@link RegistryError#LEASE_LOST} when it is not
     */
    void check();

    /** Releases it. Never throws: a lease that cannot be released runs out by itself. */
    @Override
    void close();
}
