package dev.sluice.gate;

import dev.sluice.transform.SparkFailure;

/** A measure has failed: its rule cannot be judged, the others can. */
final class Unmeasured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unmeasured(Throwable cause) {
        super(SparkFailure.explain(cause, "cannot be measured").getMessage(), cause);
    }

    /** Why, in one line. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
