package dev.sluice.expectation;

import java.util.Locale;

/** What a refused partition stops. */
public enum OnFail {
    /** Nothing but itself: its rows stay out, the view's other partitions go on. */
    QUARANTINE,
    /** Every later partition of its view, until it is promoted. */
    BLOCK;

    /** As a project writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
