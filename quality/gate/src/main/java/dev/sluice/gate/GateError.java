package dev.sluice.gate;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of the gate. Rows that break an expectation are none: they are in the {@link Verdict}. */
public enum GateError implements ErrorCode {
    /** An expectation is not one that the gate knows, or its arguments are wrong. */
    INVALID_EXPECTATION(ErrorType.DEFINITION),
    /** What was found could not be written to the lake, or read from there. */
    RECORD_FAILED(ErrorType.EXTERNAL);

    private final ErrorType type;

    GateError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
