package dev.sluice.command;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of the command line itself. */
public enum CommandError implements ErrorCode {
    WRONG_ARGUMENT(ErrorType.DEFINITION),
    NOT_APPLIED(ErrorType.DEFINITION),
    NOT_INSTALLED(ErrorType.EXTERNAL),
    CHECK_FAILED(ErrorType.DEFINITION),
    /** The user stopped it. */
    STOPPED(ErrorType.EXTERNAL),
    /** A bug. */
    UNEXPECTED(ErrorType.INTERNAL);

    private final ErrorType type;

    CommandError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
