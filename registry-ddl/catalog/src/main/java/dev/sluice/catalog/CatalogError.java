package dev.sluice.catalog;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of being asked for pages. */
public enum CatalogError implements ErrorCode {
    /** The address or a parameter in it cannot be read. */
    WRONG_REQUEST(ErrorType.DEFINITION, 400),
    /** The pages are asked for under a name that is not this machine's. */
    WRONG_HOST(ErrorType.DEFINITION, 421),
    /** Pages are only read. */
    WRONG_METHOD(ErrorType.DEFINITION, 405),
    /** The address to listen on is taken, or not one of this machine. */
    CANNOT_LISTEN(ErrorType.EXTERNAL, 500),
    /** A bug. */
    UNEXPECTED(ErrorType.INTERNAL, 500);

    private final ErrorType type;
    private final int status;

    CatalogError(ErrorType type, int status) {
        this.type = type;
        this.status = status;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    int status() {
        return status;
    }
}
