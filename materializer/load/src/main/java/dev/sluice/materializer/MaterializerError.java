package dev.sluice.materializer;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of a materialization, beside those of reading latest. */
public enum MaterializerError implements ErrorCode {
    INVALID_OPTION(ErrorType.DEFINITION),
    STORE_FAILED(ErrorType.EXTERNAL),
    WORKERS_FAILED(ErrorType.EXTERNAL),
    JOB_DATABASE_FAILED(ErrorType.EXTERNAL),
    INTERRUPTED(ErrorType.EXTERNAL),
    JOB_FAILED(ErrorType.INTERNAL);

    private final ErrorType type;

    MaterializerError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
