package dev.sluice.materializer.feed;

import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import org.jspecify.annotations.Nullable;

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

    SluiceException problem(String message) {
        return problem(message, null);
    }

    SluiceException problem(String message, @Nullable Throwable cause) {
        return new SluiceException(this, message, cause);
    }
}
