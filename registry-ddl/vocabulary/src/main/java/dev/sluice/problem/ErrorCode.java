package dev.sluice.problem;

/** A kind of problem that a caller can act on; each module lists its own in an enum. */
public interface ErrorCode {
    /** The code's name, in capitals, as programs read it. */
    String name();

    /** Whose fault it is. */
    ErrorType type();
}
