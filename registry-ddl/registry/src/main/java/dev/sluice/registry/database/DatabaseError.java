package dev.sluice.registry.database;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of the database that a registry lies in. */
public enum DatabaseError implements ErrorCode {
    /** What sluice.yaml says under registry is no database that a registry can lie in. */
    INVALID_ADDRESS(ErrorType.DEFINITION),
    /** No such server, folder or file, or no entry to it. */
    UNREACHABLE(ErrorType.EXTERNAL),
    /** The connection broke in the middle. */
    CONNECTION_LOST(ErrorType.EXTERNAL),
    /** Another process held it too long. */
    BUSY(ErrorType.EXTERNAL),
    /** Two transactions were in each other's way; one of them can be tried again at once. */
    CONFLICT(ErrorType.EXTERNAL),
    DAMAGED(ErrorType.EXTERNAL),
    NOT_WRITABLE(ErrorType.EXTERNAL),
    /** A newer Sluice has been at work here. */
    TOO_NEW(ErrorType.EXTERNAL),
    /** It is somebody else's. */
    NOT_OURS(ErrorType.DEFINITION),
    /** The tables are not there yet. */
    NO_TABLES(ErrorType.EXTERNAL),
    /** The answer to a commit was lost. */
    UNKNOWN_OUTCOME(ErrorType.EXTERNAL),
    /** A statement that the database does not take: a bug. */
    REFUSED(ErrorType.INTERNAL);

    private final ErrorType type;

    DatabaseError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
