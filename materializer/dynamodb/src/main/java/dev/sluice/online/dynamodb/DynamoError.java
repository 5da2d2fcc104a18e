package dev.sluice.online.dynamodb;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of DynamoDB. */
public enum DynamoError implements ErrorCode {
    /** The endpoint is not one. */
    INVALID_ENDPOINT(ErrorType.DEFINITION),
    /** The endpoint is a DAX cluster, and the module that talks to it is not on the class path. */
    NO_DAX(ErrorType.DEFINITION),
    /** The table is not there. */
    NO_TABLE(ErrorType.EXTERNAL),
    /** The table is not of the shape that Sluice writes. */
    WRONG_TABLE(ErrorType.DEFINITION),
    /** DynamoDB does not answer, refuses or throttles. */
    UNAVAILABLE(ErrorType.EXTERNAL),
    /** An item is larger than DynamoDB takes. */
    ITEM_TOO_LARGE(ErrorType.DATA),
    /** The folder of an export cannot be used. */
    INVALID_FOLDER(ErrorType.DEFINITION),
    /** DynamoDB refuses an item for itself. */
    ITEM_REFUSED(ErrorType.DATA),
    /** The embedded store is in use, or cannot be started. */
    EMBEDDED_STORE(ErrorType.EXTERNAL),
    /** Another process changed the description meanwhile, again and again. */
    CONFLICT(ErrorType.EXTERNAL);

    private final ErrorType type;

    DynamoError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
