package dev.sluice.input;

import dev.sluice.time.TimeRange;

/**
 * Something of a source that some runs have not seen as it is now.
 *
 * @param from the first state whose readers saw it otherwise
 * @param until the first state after it whose readers saw it as it is
 * @param what changed, for people: {@code data/late.parquet is new}
 * @param events the times of the events that came, went or were corrected
 */
public record SourceChange(long from, long until, String what, EventSpan events) {
    /** What everybody who read an earlier state than this one missed. */
    public static SourceChange before(long state, String what, EventSpan events) {
        return new SourceChange(Long.MIN_VALUE, state, what, events);
    }

    /** Whether it matters to a run that read the events of a range in this state. */
    public boolean concerns(long state, TimeRange range) {
        return from <= state && state < until && events.touches(range);
    }
}
