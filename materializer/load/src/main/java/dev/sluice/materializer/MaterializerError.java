package dev.sluice.materializer;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import org.jspecify.annotations.Nullable;

/** The problems of a materialization, beside those of reading latest. */
public enum MaterializerError implements ErrorCode {
    INVALID_OPTION(ErrorType.DEFINITION),
    STORE_FAILED(ErrorType.EXTERNAL),
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

    SluiceException problem(String message) {
        return problem(message, null);
    }

    SluiceException problem(String message, @Nullable Throwable cause) {
        return new SluiceException(this, message, cause);
    }
}
