package dev.sluice.airflow;

import java.util.Map;

/**
 * What goes wrong with the next request that is meant.
 *
 * @param request a pattern of its method and path, as {@code POST .*}
 */
record Fault(String request, Kind kind, int status, String body, Map<String, String> headers) {
    enum Kind {
        /** The connection ends, and nothing was done. */
        RESET,
        /** The connection ends after the request was carried out. */
        LOST_ANSWER,
        /** Half of the answer arrives. */
        CUT_ANSWER,
        /** The answer takes longer than anybody waits. */
        LATE_ANSWER,
        /** Something else is answered, and nothing was done. */
        OTHER_ANSWER
    }

    static Fault of(Kind kind, String request) {
        return new Fault(request, kind, 0, "", Map.of());
    }

    static Fault answer(String request, int status, String body) {
        return new Fault(request, Kind.OTHER_ANSWER, status, body, Map.of());
    }

    Fault withHeader(String name, String value) {
        return new Fault(request, kind, status, body, Map.of(name, value));
    }
}
