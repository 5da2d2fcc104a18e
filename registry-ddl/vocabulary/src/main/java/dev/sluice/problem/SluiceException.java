package dev.sluice.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem that a person is told about: the message says what failed, where, and what to do.
 *
 * <p>The cause, where there is one, is what an outside system threw.
 */
public class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String message;

    public SluiceException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public SluiceException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.message = message;
    }

    /** What failed, where, and what to do. */
    @Override
    public String getMessage() {
        return message;
    }

    public ErrorCode code() {
        return code;
    }

    public ErrorType type() {
        return code.type();
    }
}
