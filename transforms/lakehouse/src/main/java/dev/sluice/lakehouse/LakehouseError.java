package dev.sluice.lakehouse;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of lake tables. */
public enum LakehouseError implements ErrorCode {
    /** Columns that differ from what the view declares, or from what its table holds. */
    WRONG_COLUMNS(ErrorType.DEFINITION),
    /** A partition, run id or table that cannot be meant. */
    INVALID_ARGUMENT(ErrorType.DEFINITION),
    /** A table, or a version of it, that is not there. */
    UNKNOWN_VERSION(ErrorType.DEFINITION),
    /** The lake's path leads to something that is not a folder. */
    NOT_A_FOLDER(ErrorType.DEFINITION),
    /** A folder that holds a table of another kind. */
    OTHER_TABLE(ErrorType.DEFINITION),
    /** A kind of table that nothing on the class path makes. */
    NO_FORMAT(ErrorType.DEFINITION),
    /** Rows whose event time lies outside their partition. */
    WRONG_EVENT_TIME(ErrorType.DATA),
    /** A key that the kind of table cannot tell from others. */
    AMBIGUOUS_KEY(ErrorType.DATA),
    /** Staged rows that are not there, not complete, or not those that were staged. */
    STAGING_CHANGED(ErrorType.EXTERNAL),
    /** A newer attempt, or another run of the same attempt, has the partition. */
    SUPERSEDED(ErrorType.EXTERNAL),
    /** Another writer was faster. */
    CONFLICT(ErrorType.EXTERNAL),
    /** A file that cannot be read. */
    DAMAGED_FILE(ErrorType.EXTERNAL),
    NO_PERMISSION(ErrorType.EXTERNAL),
    /** The storage failed in another way. */
    STORAGE_FAILED(ErrorType.EXTERNAL),
    /** A commit whose result was not heard. */
    UNKNOWN_OUTCOME(ErrorType.EXTERNAL),
    /** The thread was told to stop. */
    STOPPED(ErrorType.EXTERNAL);

    private final ErrorType type;

    LakehouseError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
