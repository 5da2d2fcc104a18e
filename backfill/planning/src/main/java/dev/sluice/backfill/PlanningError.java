package dev.sluice.backfill;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of planning. */
public enum PlanningError implements ErrorCode {
    PARTITION_NOT_OVER(ErrorType.DEFINITION),
    RANGE_TOO_LONG(ErrorType.DEFINITION),
    /** A run cannot be restored. */
    INVALID_ROLLBACK(ErrorType.DEFINITION),
    /** What was planned is not what the project says now. */
    PLAN_OUTDATED(ErrorType.DEFINITION),
    /** An earlier partition was refused, and the view says that it blocks. */
    BLOCKED(ErrorType.DATA);

    private final ErrorType type;

    PlanningError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
