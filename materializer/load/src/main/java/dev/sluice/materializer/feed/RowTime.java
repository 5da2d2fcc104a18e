package dev.sluice.materializer.feed;

/** What decides which of two rows of a key is newer, in microseconds since the epoch. */
record RowTime(long eventMicros, long createdMicros) implements Comparable<RowTime> {
    @Override
    public int compareTo(RowTime other) {
        int byEvent = Long.compare(eventMicros, other.eventMicros);
        return byEvent != 0 ? byEvent : Long.compare(createdMicros, other.createdMicros);
    }
}
