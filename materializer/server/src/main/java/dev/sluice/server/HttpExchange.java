package dev.sluice.server;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One request over HTTP and its one answer, which any thread may give. */
final class HttpExchange {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence NOSNIFF_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final HttpServerRequest request;
    private final Context context;
    private final ServerMetrics metrics;
    private final ServerListener listener;
    private final long begunNanos = System.nanoTime();
    private String route = "other";

    HttpExchange(HttpServerRequest request, ServerMetrics metrics, ServerListener listener) {
        this.request = request;
        this.context = Objects.requireNonNull(Vertx.currentContext());
        this.metrics = metrics;
        this.listener = listener;
    }

    HttpServerRequest request() {
        return request;
    }

    /** The name of the route for metrics, and the methods that it knows. */
    void require(String name, HttpMethod... methods) {
        route = name;
        if (!Arrays.asList(methods).contains(request.method())) {
            String allowed = String.join(
                    ", ", Arrays.stream(methods).map(HttpMethod::name).toList());
            request.response().putHeader(HttpHeaders.ALLOW, allowed);
            throw ServerError.WRONG_METHOD.problem(
                    "Cannot take " + request.method() + " here: only " + allowed + " is understood.");
        }
    }

    /** Hands on the body when it is here; one that is too long or too slow is refused. */
    void body(int maxBytes, long withinMillis, Vertx vertx, Consumer<byte[]> whole) {
        requireLength(maxBytes);
        Buffer body = Buffer.buffer();
        long timer = vertx.setTimer(
                withinMillis,
                late -> fail(ServerError.SLOW_REQUEST.problem(
                        "Cannot wait any longer: the body did not come within " + withinMillis + " ms.")));
        request.handler(part -> {
            if (body.length() + part.length() <= maxBytes) {
                body.appendBuffer(part);
            } else if (vertx.cancelTimer(timer)) {
                fail(tooLarge(maxBytes));
            }
        });
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> {
            if (vertx.cancelTimer(timer)) {
                guarded(() -> whole.accept(body.getBytes()));
            }
        });
    }

    private void requireLength(int maxBytes) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.length() > 10 || Long.parseLong(length) > maxBytes)) {
            throw tooLarge(maxBytes);
        }
    }

    private static RuntimeException tooLarge(int maxBytes) {
        return ServerError.TOO_LARGE.problem(
                "Cannot take the body: it may have " + maxBytes + " bytes. Ask in several requests.");
    }

    /** Does what may fail; the failure is the answer. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Answers with JSON when there is one; a caller who went away ends the waiting. */
    void answerWith(CompletableFuture<byte[]> answer) {
        request.response().closeHandler(gone -> answer.cancel(false));
        answer.whenComplete((json, failure) -> {
            if (failure == null) {
                sendJson(json);
            } else if (!answer.isCancelled()) {
                fail(failure);
            }
        });
    }

    void sendJson(byte[] json) {
        send(200, JSON, Buffer.buffer(json));
    }

    void send(int status, CharSequence type, Buffer body) {
        if (Vertx.currentContext() == context) {
            sendHere(status, type, body);
        } else {
            context.runOnContext(here -> sendHere(status, type, body));
        }
    }

    private void sendHere(int status, CharSequence type, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        response.headers()
                .set(HttpHeaders.CONTENT_TYPE, type)
                .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .set(NOSNIFF_NAME, NOSNIFF);
        response.end(body);
        metrics.requested("http", route, Integer.toString(status), System.nanoTime() - begunNanos);
    }

    void fail(Throwable failure) {
        Problem problem = Problem.of(failure);
        byte[] json = ProblemJson.of(problem);
        context.runOnContext(here -> refuse(problem, json));
        if (problem.id() != null) {
            listener.failed(problem.id(), failure);
        }
    }

    private void refuse(Problem problem, byte[] json) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        if (!request.isEnded()) { // the rest of the request is not read
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        sendHere(problem.status(), PROBLEM, Buffer.buffer(json));
    }
}
