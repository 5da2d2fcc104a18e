package dev.sluice.online.dynamodb;

/**
 * Holds the pages of a scan to a rate of read units. What a page costs is known when it has been read, so each is paid for
 * before the next: the rate holds on average, and one page of each segment may be read at once. Threads may share it.
 */
final class ReadBudget {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double unitsPerSecond;
    private long paidUntil;

    ReadBudget(double unitsPerSecond, long nowNanos) {
        this.unitsPerSecond = unitsPerSecond;
        this.paidUntil = nowNanos;
    }

    /** Pays for a page; the nanoseconds to wait before the next. */
    synchronized long pay(double units, long nowNanos) {
        long from = Math.max(paidUntil, nowNanos);
        paidUntil = from + (long) (units / unitsPerSecond * NANOS_PER_SECOND);
        return paidUntil - nowNanos;
    }
}
