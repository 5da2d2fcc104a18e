package dev.sluice.pointintime;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of joining views onto a spine; all of them show before a row is read. */
public enum PointInTimeError implements ErrorCode {
    /** A column that the spine or a view's rows should have is not there, or is there twice. */
    UNKNOWN_COLUMN,
    /** A column's type is not one that it can have. */
    WRONG_TYPE,
    /** The columns of the answer would have equal names. */
    EQUAL_NAMES,
    /** A view's rows do not tell when they became true. */
    NO_EVENT_TIME,
    /** A use names another view or key than the one given. */
    INVALID_USE,
    /** A declared default is not a value of its feature's type. */
    INVALID_DEFAULT;

    @Override
    public ErrorType type() {
        return ErrorType.DEFINITION;
    }
}
