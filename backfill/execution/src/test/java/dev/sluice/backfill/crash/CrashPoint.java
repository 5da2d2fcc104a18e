package dev.sluice.backfill.crash;

/**
 * When a process dies.
 *
 * @param step the number of the step, from 1; none is 0
 */
record CrashPoint(int step, Harm harm) {
    static final CrashPoint NONE = new CrashPoint(0, Harm.DONE);

    /** What becomes of the last step. */
    enum Harm {
        /** It is done, and its answer is not heard. */
        DONE,
        /** It is not done; of what it writes the first half is. */
        TORN
    }

    @Override
    public String toString() {
        return step + " " + harm;
    }
}
