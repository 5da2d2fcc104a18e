package dev.sluice.expectation;

import java.util.List;
import java.util.SortedMap;

/** What the partitions of a view are held to, and what one that fails stops. */
public record Suite(List<Expectation> expectations, Anomalies anomalies, OnFail onFail) {
    public static final Suite NONE = new Suite(List.of(), Anomalies.NONE, OnFail.QUARANTINE);

    public Suite {
        expectations = List.copyOf(expectations);
    }

    public static Suite of(Expectation... expectations) {
        return NONE.withExpectations(List.of(expectations));
    }

    public Suite withExpectations(List<Expectation> others) {
        return new Suite(others, anomalies, onFail);
    }

    public Suite withAnomalies(Anomalies others) {
        return new Suite(expectations, others, onFail);
    }

    public Suite withOnFail(OnFail other) {
        return new Suite(expectations, anomalies, other);
    }

    /** Adds what it says to the flat fields of its view; what is the default is not said. */
    public void describe(SortedMap<String, String> fields) {
        expectations.forEach(expectation -> fields.put(
                "expectations." + expectation.summary(), expectation.severity().name()));
        anomalies.describe(fields);
        if (onFail != OnFail.QUARANTINE) {
            fields.put("on_fail", onFail.toString());
        }
    }
}
