package dev.sluice.reconciliation;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of a reconciliation, beside those of reading latest and the store. */
public enum ReconciliationError implements ErrorCode {
    /** The store was never brought up to a version of this table. */
    NOT_MATERIALIZED(ErrorType.DATA),
    /** What differs cannot be kept aside while it is compared. */
    NO_ROOM(ErrorType.EXTERNAL);

    private final ErrorType type;

    ReconciliationError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
