package dev.sluice.problem;

import org.jspecify.annotations.Nullable;

/** A write whose result was not heard: it may have happened. The message says how to check; blind retries are wrong. */
public class UnknownOutcomeException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
