package dev.sluice.pointintime;

/** How the newest rows are found. The answers are the same. */
public enum JoinEngine {
    /** A window query of Spark SQL. */
    SQL(WindowQuery.standard()),
    /** An operator of our own on the sorted timeline. */
    STREAM(new SortedStream());

    private final NewestRows newestRows;

    JoinEngine(NewestRows newestRows) {
        this.newestRows = newestRows;
    }

    AsOfEngine engine() {
        return AsOfEngine.of(newestRows);
    }
}
