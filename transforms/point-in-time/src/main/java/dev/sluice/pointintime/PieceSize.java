package dev.sluice.pointintime;

/**
 * How large the pieces of a hot key are.
 *
 * @param share of all rows of its timeline that a piece should have; a key with more than two of them is hot
 * @param leastSeen how many rows of a key a sample must hold before it tells anything
 * @param leastMicros how long a piece lasts at least
 */
record PieceSize(double share, int leastSeen, long leastMicros) {
    private static final int PIECES_FOR_A_TASK = 4;
    private static final int LEAST_SEEN = 20;

    /**
     * Pieces of which four are the work of a mean task, so that no task gets twice the mean.
     *
     * @param longestWindowMicros of the views with events: each event is in as many pieces as its windows reach, which is
     *     three at most
     */
    static PieceSize forTasks(int tasks, long longestWindowMicros) {
        return new PieceSize(1.0 / PIECES_FOR_A_TASK / tasks, LEAST_SEEN, longestWindowMicros / 2);
    }
}
