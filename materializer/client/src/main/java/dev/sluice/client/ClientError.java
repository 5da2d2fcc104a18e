package dev.sluice.client;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of asking for a vector. */
public enum ClientError implements ErrorCode {
    /** The request lacks a key, or has one that the service does not know. */
    WRONG_KEYS(ErrorType.DEFINITION),
    /** The vector has no such feature, or none of this type. */
    WRONG_FEATURE(ErrorType.DEFINITION),
    /** A value was asked for in a form that has none for "absent", and it is absent. */
    ABSENT_VALUE(ErrorType.DATA),
    /** A row is of a schema that the store does not describe. */
    UNKNOWN_SCHEMA(ErrorType.DATA),
    /** The deadline of a call passed before the store had answered. */
    DEADLINE(ErrorType.EXTERNAL),
    /** More reads wait than the client holds. */
    OVERLOADED(ErrorType.EXTERNAL),
    /** The client was closed, or the calling thread interrupted. */
    STOPPED(ErrorType.EXTERNAL),
    /** The options ask for a library that is not on the class path. */
    MISSING_LIBRARY(ErrorType.DEFINITION),
    /** What should not happen. */
    UNEXPECTED(ErrorType.INTERNAL);

    private final ErrorType type;

    ClientError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
