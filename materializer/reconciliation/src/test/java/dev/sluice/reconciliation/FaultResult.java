package dev.sluice.reconciliation;

import java.util.Locale;

/**
 * What came of a fault at a rate.
 *
 * @param killed whether the materialization was killed before it failed by itself
 * @param longestMillis of any read
 * @param perRead requests for each read
 * @param perWrite requests of the materializations, against those of one that nothing disturbs
 * @param finished whether a materialization without faults then came to its end
 */
record FaultResult(
        NetworkFault fault,
        int percent,
        Counts counts,
        boolean killed,
        long longestMillis,
        double perRead,
        double perWrite,
        boolean finished) {
    /**
     * What may not be.
     *
     * @param lost keys without an item at the end
     * @param older keys that hold an older row at the end, or that a reader saw go back
     * @param notFound keys that a reader did not find
     * @param torn items that a reader saw and that are no row of latest
     * @param differing keys at the end, by reconciliation
     */
    record Counts(long lost, long older, long notFound, long torn, long differing) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    static String header() {
        return "| fault | % | killed | lost | older | NOT_FOUND | torn | differing | requests a read | requests to write | longest read, ms |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|";
    }

    @Override
    public String toString() {
        return "| %s | %d | %s | %d | %d | %d | %d | %d | %.2f | %.2f | %d |"
                .formatted(
                        fault.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        percent,
                        killed ? "yes" : "no",
                        counts.lost(),
                        counts.older(),
                        counts.notFound(),
                        counts.torn(),
                        counts.differing(),
                        perRead,
                        perWrite,
                        longestMillis);
    }
}
