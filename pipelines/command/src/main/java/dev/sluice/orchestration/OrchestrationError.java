package dev.sluice.orchestration;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of compiling DAGs. */
public enum OrchestrationError implements ErrorCode {
    /** A scheduler would not understand it. */
    INVALID_SCHEDULE(ErrorType.DEFINITION);

    @Override
    public ErrorType type() {
        return type;
    }

    private final ErrorType type;

    OrchestrationError(ErrorType type) {
        this.type = type;
    }
}
