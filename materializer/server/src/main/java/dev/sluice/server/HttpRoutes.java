package dev.sluice.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Finds for each request over HTTP who answers it. */
final class HttpRoutes {
    private final FeatureRoutes features;
    private final OperatorRoutes operators;
    private final ServerMetrics metrics;
    private final ServerListener listener;

    HttpRoutes(FeatureRoutes features, OperatorRoutes operators, ServerMetrics metrics, ServerListener listener) {
        this.features = features;
        this.operators = operators;
        this.metrics = metrics;
        this.listener = listener;
    }

    void answer(HttpServerRequest request) {
        HttpExchange exchange = new HttpExchange(request, metrics, listener);
        exchange.guarded(() -> {
            boolean known = request.path() != null && (features.route(exchange) || operators.route(exchange));
            if (!known) {
                throw ServerError.UNKNOWN_ADDRESS.problem("Unknown address. GET /openapi.yaml says which there are.");
            }
        });
    }

    /** What is no HTTP, or has a line or headers that are too long. */
    void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        HttpExchange exchange = new HttpExchange(request, metrics, listener);
        if (cause instanceof TooLongHttpLineException) {
            exchange.fail(ServerError.ADDRESS_TOO_LONG.problem("Cannot read the request: its address is too long."));
        } else if (cause instanceof TooLongHttpHeaderException) {
            exchange.fail(ServerError.HEADERS_TOO_LONG.problem("Cannot read the request: its headers are too long."));
        } else {
            exchange.fail(ServerError.WRONG_REQUEST.problem("Cannot read the request: it is not HTTP/1.1."));
        }
    }
}
