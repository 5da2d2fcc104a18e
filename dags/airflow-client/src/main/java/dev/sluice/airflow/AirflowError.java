package dev.sluice.airflow;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of asking Airflow. */
public enum AirflowError implements ErrorCode {
    /** The project names no Airflow, or the environment lacks a secret. */
    NOT_CONFIGURED(ErrorType.DEFINITION),
    /** It does not know who asks, or does not let them. */
    NOT_ALLOWED(ErrorType.DEFINITION),
    NOT_FOUND(ErrorType.DEFINITION),
    /** It understood the request and does not take it. */
    REFUSED(ErrorType.DEFINITION),
    /** There is another run of the same id or logical date. */
    CONFLICT(ErrorType.DATA),
    /** Nothing was sent, or nobody answered a question. */
    UNREACHABLE(ErrorType.EXTERNAL),
    /** It failed, or its answer cannot be understood. */
    FAILED(ErrorType.EXTERNAL),
    /** Whether a request was carried out was not heard. */
    UNKNOWN_OUTCOME(ErrorType.EXTERNAL),
    /** The run that was watched did not end in time. */
    NOT_OVER(ErrorType.EXTERNAL),
    /** Somebody interrupted the work. */
    INTERRUPTED(ErrorType.EXTERNAL);

    private final ErrorType type;

    AirflowError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
