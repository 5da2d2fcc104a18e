package dev.sluice.pointintime.stream;

/** Where the columns of a timeline are. */
final class TimelineColumns {
    static final int SLOT = 0;
    static final int KEY = 1;
    static final int MOMENT = 2;
    static final int ASKS = 3;
    static final int LABEL = 4;
    static final int FIRST_VIEW = 5;

    /** The bits of a slot below the key's hash. */
    static final int MOMENT_BITS = 32;

    private TimelineColumns() {}
}
