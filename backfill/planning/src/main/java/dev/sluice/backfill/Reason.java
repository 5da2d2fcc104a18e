package dev.sluice.backfill;

/** Why a partition is in a plan. */
public enum Reason {
    /** It was never promoted. */
    MISSING("missing"),
    /** The last run was stopped before it had ended. */
    INTERRUPTED("the last run was interrupted"),
    /** The last run failed. */
    FAILED("the last run failed"),
    /** The gate refused the last run. */
    REFUSED("the gate refused the last run"),
    /** What was promoted was computed by another definition of the view or of its sources. */
    DEFINITION_CHANGED("the definition changed"),
    /** Something that it was computed from has changed since. */
    INPUT_CHANGED("an input changed"),
    /** It is brought back to what a former run had promoted. */
    ROLLED_BACK("rolled back"),
    /** Somebody asked for it, whatever its state. */
    ASKED_FOR("asked for");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
