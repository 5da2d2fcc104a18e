package dev.sluice.transform;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of reading sources and running transforms. */
public enum TransformError implements ErrorCode {
    /** The query is not one that a feature view may have. */
    INVALID_QUERY(ErrorType.DEFINITION),
    /** The Java class cannot be used. */
    INVALID_CLASS(ErrorType.DEFINITION),
    /** The rows do not have the declared columns or types. */
    WRONG_COLUMNS(ErrorType.DEFINITION),
    /** The source is not there. */
    NO_SOURCE(ErrorType.DEFINITION),
    /** The source is not as declared. */
    INVALID_SOURCE(ErrorType.DEFINITION),
    /** The data cannot be read: a file is damaged, a value cannot be cast. */
    UNREADABLE_DATA(ErrorType.DATA),
    /** Spark failed for a reason outside the data. */
    SPARK_FAILED(ErrorType.EXTERNAL);

    private final ErrorType type;

    TransformError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
