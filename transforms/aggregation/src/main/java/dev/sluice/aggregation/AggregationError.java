package dev.sluice.aggregation;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of aggregating values. */
public enum AggregationError implements ErrorCode {
    /** A sum does not fit its type. */
    OVERFLOW(ErrorType.DATA),
    /** What was to be read is no summary, or one of other aggregations. */
    INVALID_SUMMARY(ErrorType.DATA);

    private final ErrorType type;

    AggregationError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
