package dev.sluice.expectation;

import java.util.List;
import java.util.SortedMap;

/** What the partitions of a view are held to, and what one that fails stops. */
public record Suite(List<Expectation> expectations, OnFail onFail) {
    public static final Suite NONE = new Suite(List.of(), OnFail.QUARANTINE);

    public Suite {
        expectations = List.copyOf(expectations);
    }

    public static Suite of(Expectation... expectations) {
        return NONE.withExpectations(List.of(expectations));
    }

    public Suite withExpectations(List<Expectation> others) {
        return new Suite(others, onFail);
    }

    public Suite withOnFail(OnFail other) {
        return new Suite(expectations, other);
    }

    /** Adds what it says to the flat fields of its view; what is the default is not said. */
    public void describe(SortedMap<String, String> fields) {
        expectations.forEach(expectation -> fields.put(
                "expectations." + expectation.summary(), expectation.severity().name()));
        if (onFail != OnFail.QUARANTINE) {
            fields.put("on_fail", onFail.toString());
        }
    }
}
