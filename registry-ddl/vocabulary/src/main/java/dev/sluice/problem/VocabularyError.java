package dev.sluice.problem;

/** The problems of values that are wrong in themselves. */
public enum VocabularyError implements ErrorCode {
    INVALID_VALUE;

    @Override
    public ErrorType type() {
        return ErrorType.DEFINITION;
    }

    /** An invalid value; the message begins with {@code Invalid} or {@code Cannot}. */
    public static SluiceException invalid(String message) {
        return new SluiceException(INVALID_VALUE, message);
    }
}
