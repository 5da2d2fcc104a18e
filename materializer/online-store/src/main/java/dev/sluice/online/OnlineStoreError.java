package dev.sluice.online;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;

/** The problems of keys, rows and what describes them. */
public enum OnlineStoreError implements ErrorCode {
    /** A key that its entity does not have, or of another type. */
    INVALID_KEY(ErrorType.DEFINITION),
    /** A text that is no value of its type. */
    INVALID_TEXT(ErrorType.DEFINITION),
    /** A value that its column cannot hold. */
    INVALID_VALUE(ErrorType.DATA),
    /** A scan that cannot be made so. */
    INVALID_SCAN(ErrorType.DEFINITION),
    /** Bytes that are no row, or not one of the schema they are read with. */
    UNREADABLE_ROW(ErrorType.DATA),
    /** A store that nothing was materialized to. */
    UNDESCRIBED(ErrorType.EXTERNAL),
    /** A service or view that the store does not describe. */
    UNKNOWN_NAME(ErrorType.DEFINITION);

    private final ErrorType type;

    OnlineStoreError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    /** A store that was never described; {@code where} names it. */
    public static SluiceException undescribed(String where) {
        return UNDESCRIBED.problem(
                "Cannot read " + where + ": nothing was materialized to it. Run `sluice materialize` first.");
    }
}
