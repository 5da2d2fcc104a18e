package dev.sluice.airflow;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came of sending a request once. */
sealed interface Outcome {
    /** An answer. */
    record Reply(int status, HttpHeaders headers, byte[] body) implements Outcome {
        private static final int OK = 200;
        private static final int REDIRECT = 300;
        private static final int TOO_MANY = 429;
        private static final int BROKEN = 500;

        boolean isGood() {
            return status >= OK && status < REDIRECT;
        }

        /** Whether it says nothing of what was asked: the server is not well, or has too much to do. */
        boolean isPassing() {
            return status >= BROKEN || status == TOO_MANY;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /**
     * No answer.
     *
     * @param sent whether the server may have got the request
     */
    record Silence(IOException cause, boolean sent) implements Outcome {}
}
