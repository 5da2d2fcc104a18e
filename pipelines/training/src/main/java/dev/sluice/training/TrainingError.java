package dev.sluice.training;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of building a training set. */
public enum TrainingError implements ErrorCode {
    /** The spine is not there or cannot be used. */
    INVALID_SPINE(ErrorType.DEFINITION),
    /** The rows cannot be divided so. */
    INVALID_SPLIT(ErrorType.DEFINITION),
    /** The format cannot hold a column. */
    INVALID_FORMAT(ErrorType.DEFINITION),
    /** The folder holds something else. */
    OCCUPIED(ErrorType.DEFINITION),
    /** A source is not what it was. */
    SOURCE_CHANGED(ErrorType.DATA),
    /** A view has no promoted rows. */
    NOTHING_PROMOTED(ErrorType.DATA),
    /** What should be appended does not fit the training set. */
    NOT_APPENDABLE(ErrorType.DEFINITION),
    /** The manifest of a former training set cannot be understood. */
    INVALID_MANIFEST(ErrorType.DEFINITION),
    /** Definitions are not those that a training set was built with. */
    DEFINITIONS_CHANGED(ErrorType.DEFINITION),
    /** The labels are not those that a training set was built from. */
    SPINE_CHANGED(ErrorType.DATA),
    /** A version of a feature table cannot be read any more. */
    VERSION_GONE(ErrorType.DATA),
    /** The same inputs gave other rows. */
    NOT_REPRODUCED(ErrorType.DATA),
    /** The folder cannot be written. */
    NOT_WRITTEN(ErrorType.EXTERNAL);

    private final ErrorType type;

    TrainingError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
