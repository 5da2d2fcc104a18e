package dev.sluice.server;

import dev.sluice.client.ClientError;
import dev.sluice.online.OnlineStoreError;
import dev.sluice.problem.ErrorCode;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.VocabularyError;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told of a failure. What is wrong in the request is said in full; of what failed behind the server only
 * that it did, with the number under which the server's log has the rest.
 *
 * @param status of HTTP
 * @param code as programs read it
 * @param fields what is wrong in which field; empty where it is no field's
 * @param id under which the log has it; null for the caller's own mistakes
 */
record Problem(
        int status,
        String code,
        String detail,
        List<FieldProblem> fields,
        @Nullable UUID id) {
    private static final int LONGEST_DETAIL = 600;

    Problem {
        detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "..." : detail;
    }

    static Problem of(Throwable failure) {
        Throwable root =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (root instanceof TimeoutException || isCode(root, ClientError.DEADLINE)) {
            return told(
                    ServerError.DEADLINE_EXCEEDED,
                    "There was no answer from the online store in time. Try again, or ask for fewer entities.");
        }
        return root instanceof SluiceException problem ? of(problem) : behind(500, ServerError.UNEXPECTED);
    }

    private static boolean isCode(Throwable failure, ErrorCode code) {
        return failure instanceof SluiceException problem && problem.code() == code;
    }

    private static Problem of(SluiceException problem) {
        ErrorCode code = problem.code();
        if (problem instanceof RefusedRequest refused) {
            return new Problem(status(code), code.name(), problem.getMessage(), refused.fields(), null);
        }
        if (code instanceof ServerError known) {
            return told(known, problem.getMessage());
        }
        if (isOfTheRequest(code)) {
            return new Problem(status(code), code.name(), problem.getMessage(), List.of(), null);
        }
        return behind(code.type() == ErrorType.DATA || code.type() == ErrorType.INTERNAL ? 500 : 503, code);
    }

    private static int status(ErrorCode code) {
        return code == OnlineStoreError.UNKNOWN_NAME ? 404 : 400;
    }

    /** Whether the caller can mend it; the same type of problem of a store is the operator's. */
    private static boolean isOfTheRequest(ErrorCode code) {
        boolean ofReading =
                code instanceof ClientError || code instanceof OnlineStoreError || code instanceof VocabularyError;
        return ofReading && code.type() == ErrorType.DEFINITION;
    }

    static Problem told(ServerError code, String detail) {
        return new Problem(code.status(), code.name(), detail, List.of(), null);
    }

    private static Problem behind(int status, ErrorCode code) {
        UUID id = UUID.randomUUID();
        String what = status == 503
                ? "The online store cannot be read. Try again; the server's log says more under "
                : "The server failed to answer. Its log says why under ";
        return new Problem(status, code.name(), what + id + ".", List.of(), id);
    }

    /** After how many seconds it is worth trying again; 0 where that does not help. */
    int retryAfterSeconds() {
        return status == 429 || status == 503 ? 1 : 0;
    }
}
