package dev.sluice.backfill.execution;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of running partitions. */
public enum ExecutionError implements ErrorCode {
    /** The gate refused the rows. */
    REFUSED(ErrorType.DATA),
    /** A bug. */
    UNEXPECTED(ErrorType.INTERNAL);

    private final ErrorType type;

    ExecutionError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
