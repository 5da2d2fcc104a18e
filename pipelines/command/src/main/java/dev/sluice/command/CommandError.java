package dev.sluice.command;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of the command line itself. */
public enum CommandError implements ErrorCode {
    WRONG_ARGUMENT(ErrorType.DEFINITION),
    NOT_APPLIED(ErrorType.DEFINITION),
    NOT_INSTALLED(ErrorType.EXTERNAL),
    CHECK_FAILED(ErrorType.DEFINITION),
    /** A second person must approve it first. */
    NOT_APPROVED(ErrorType.DATA),
    /** Somebody has paused or cancelled the whole of which it is a part; trying again does not help. */
    BACKFILL_STOPPED(ErrorType.DEFINITION),
    /** A partition that another process was to compute is not promoted. */
    NOT_PROMOTED(ErrorType.DATA),
    /** It takes far more than it was estimated to. */
    ESTIMATE_OFF(ErrorType.DATA),
    /** What the gate has kept of runs does not tell it. */
    NO_STATES(ErrorType.DATA),
    /** It takes something from readers, and nobody has said that this is meant. */
    NOT_CONFIRMED(ErrorType.DATA),
    /** Readers of the version would miss partitions. */
    INCOMPLETE_VERSION(ErrorType.DATA),
    /** Somebody else was quicker. */
    CHANGED_MEANWHILE(ErrorType.EXTERNAL),
    /** Rows wait to be mended. */
    DEAD_LETTERS(ErrorType.DATA),
    /** The file of rows that wait cannot be used. */
    DEAD_LETTERS_FAILED(ErrorType.EXTERNAL),
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
