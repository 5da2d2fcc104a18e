package dev.sluice.backfill;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of planning. */
public enum PlanningError implements ErrorCode {
    PARTITION_NOT_OVER,
    RANGE_TOO_LONG,
    /** A run cannot be restored. */
    INVALID_ROLLBACK,
    /** What was planned is not what the project says now. */
    PLAN_OUTDATED;

    @Override
    public ErrorType type() {
        return ErrorType.DEFINITION;
    }
}
