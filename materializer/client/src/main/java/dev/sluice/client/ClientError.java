package dev.sluice.client;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of asking for a vector. */
public enum ClientError implements ErrorCode {
    /** The request lacks a key, or has one that the service does not know. */
    WRONG_KEYS(ErrorType.DEFINITION),
    /** The vector has no such feature, or none of this type. */
    WRONG_FEATURE(ErrorType.DEFINITION),
    /** A row is of a schema that the store does not describe. */
    UNKNOWN_SCHEMA(ErrorType.DATA);

    private final ErrorType type;

    ClientError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
