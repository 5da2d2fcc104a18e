package dev.sluice.materializer.feed;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;

/** The problems of reading latest. */
public enum FeedError implements ErrorCode {
    NO_TABLE(ErrorType.DATA),
    UNREADABLE_TABLE(ErrorType.EXTERNAL),
    UNFIT_TABLE(ErrorType.DATA),
    UNFIT_ROW(ErrorType.DATA);

    private final ErrorType type;

    FeedError(ErrorType type) {
        this.type = type;
    }

    @Override
    public ErrorType type() {
        return type;
    }
}
