package dev.sluice.server;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of being asked over the network. */
public enum ServerError implements ErrorCode {
    /** The request is not well-formed, or fields of it are wrong. */
    WRONG_REQUEST(ErrorType.DEFINITION, 400),
    /** There is no such address. */
    UNKNOWN_ADDRESS(ErrorType.DEFINITION, 404),
    /** The address is there, but not for this method. */
    WRONG_METHOD(ErrorType.DEFINITION, 405),
    /** The request's body did not come in time. */
    SLOW_REQUEST(ErrorType.DEFINITION, 408),
    /** The request's body is too long. */
    TOO_LARGE(ErrorType.DEFINITION, 413),
    /** The request's address is too long. */
    ADDRESS_TOO_LONG(ErrorType.DEFINITION, 414),
    /** The request's headers are too long. */
    HEADERS_TOO_LONG(ErrorType.DEFINITION, 431),
    /** As many requests are worked on as may be at a time. */
    TOO_BUSY(ErrorType.EXTERNAL, 429),
    /** The server is being closed. */
    SHUTTING_DOWN(ErrorType.EXTERNAL, 503),
    /** There was no answer in time. */
    DEADLINE_EXCEEDED(ErrorType.EXTERNAL, 504),
    /** The address to listen on is taken, or not one of this machine. */
    CANNOT_LISTEN(ErrorType.EXTERNAL, 500),
    /** A bug. */
    UNEXPECTED(ErrorType.INTERNAL, 500);

    private final ErrorType type;
    private final int status;

    ServerError(ErrorType type, int status) {
        this.type = type;
        this.status = status;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    /** The HTTP status of an answer that is this problem. */
    int status() {
        return status;
    }
}
