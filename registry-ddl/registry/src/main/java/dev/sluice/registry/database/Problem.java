package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a database threw, in one line that says what was being done and what to do now. */
final class Problem {
    private Problem() {}

    /** {@code what} completes "Cannot ...": {@code "record run x"}. */
    static SluiceException of(Dialect dialect, String what, Throwable thrown) {
        DatabaseError error = errorOf(dialect, thrown);
        return new SluiceException(
                error, message("Cannot " + what + " in", dialect, thrown, dialect.advice(error)), thrown);
    }

    static SluiceException opening(Dialect dialect, Throwable thrown) {
        DatabaseError error = errorOf(dialect, thrown);
        return new SluiceException(error, message("Cannot open", dialect, thrown, dialect.advice(error)), thrown);
    }

    /** The commit was sent, its answer did not come. */
    static UnknownOutcomeException unknown(Dialect dialect, String what, Throwable thrown) {
        return new UnknownOutcomeException(
                DatabaseError.UNKNOWN_OUTCOME,
                message(
                        "Cannot tell whether it worked to " + what + " in",
                        dialect,
                        thrown,
                        "It may have been written. Look with `sluice history` or `sluice plan`, or run the command again: "
                                + "what is there already is not written twice."),
                thrown);
    }

    static DatabaseError errorOf(Dialect dialect, Throwable thrown) {
        SQLException failure = sqlException(thrown);
        return failure == null ? DatabaseError.REFUSED : dialect.errorOf(failure);
    }

    private static String message(String beginning, Dialect dialect, Throwable thrown, String advice) {
        SQLException failure = sqlException(thrown);
        String reason = firstLine(failure == null ? thrown : failure);
        return beginning + " registry " + dialect.location() + ": " + reason + (reason.endsWith(".") ? " " : ". ")
                + advice;
    }

    private static String firstLine(Throwable thrown) {
        return String.valueOf(thrown.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
    }

    private static @Nullable SQLException sqlException(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return failure;
            }
        }
        return null;
    }
}
