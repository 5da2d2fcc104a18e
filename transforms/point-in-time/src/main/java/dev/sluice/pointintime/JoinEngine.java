package dev.sluice.pointintime;

/** How labels are answered. The answers are the same. */
public enum JoinEngine {
    /** Window queries and joins of Spark SQL. */
    SQL(WindowQuery.standard()),
    /** An operator of our own on the sorted timeline. */
    STREAM(new SortedStream());

    private final TimelineAnswers timelineAnswers;

    JoinEngine(TimelineAnswers timelineAnswers) {
        this.timelineAnswers = timelineAnswers;
    }

    AsOfEngine engine() {
        return AsOfEngine.of(timelineAnswers);
    }
}
