package dev.sluice.materializer;

/** Other processes that write shares of a materialization. Threads may share them. */
public interface ShareWorkers {
    /**
     * Has an order carried out and waits for its outcome. It may be carried out more than once, wholly or in part; writes can be
     * repeated, so that does no harm.
     *
     * @throws RuntimeException when it cannot be; some of it may have been done
     */
    ShareOutcome write(ShareOrder order);

    /** How many orders they carry out at the same time. */
    int parallelism();
}
