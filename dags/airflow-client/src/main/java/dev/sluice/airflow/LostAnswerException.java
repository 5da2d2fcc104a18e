package dev.sluice.airflow;

import dev.sluice.problem.UnknownOutcomeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a request was carried out was not heard. */
final class LostAnswerException extends UnknownOutcomeException {
    private static final long serialVersionUID = 1;

    private final transient Call call;
    private final Duration retryAfter;

    /** @param retryAfter how long the server wants to be left alone; zero when it has not said */
    LostAnswerException(Call call, Duration retryAfter, String message, @Nullable Throwable cause) {
        super(AirflowError.UNKNOWN_OUTCOME, message, cause);
        this.call = call;
        this.retryAfter = retryAfter;
    }

    Call call() {
        return call;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
