package dev.sluice.problem;

import org.jspecify.annotations.Nullable;

/** A kind of problem that a caller can act on; each module lists its own in an enum. */
public interface ErrorCode {
    /** The code's name, in capitals, as programs read it. */
    String name();

    /** Whose fault it is. */
    ErrorType type();

    /** A problem of this kind; the message says what failed, where, and what to do. */
    default SluiceException problem(String message) {
        return new SluiceException(this, message);
    }

    /** The same with what caused it. */
    default SluiceException problem(String message, @Nullable Throwable cause) {
        return new SluiceException(this, message, cause);
    }
}
