package dev.sluice.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The routes for those who run the server, and the descriptions of its interfaces. */
final class OperatorRoutes {
    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);

    private final DescriptionWatch<?> description;
    private final ServerMetrics metrics;
    private final BooleanSupplier draining;
    private final Buffer openApi = resource("/dev/sluice/server/openapi.yaml");
    private final Buffer proto = resource("/sluice/serving/v1/features.proto");

    OperatorRoutes(DescriptionWatch<?> description, ServerMetrics metrics, BooleanSupplier draining) {
        this.description = description;
        this.metrics = metrics;
        this.draining = draining;
    }

    private static Buffer resource(String name) {
        try (InputStream stream = Objects.requireNonNull(OperatorRoutes.class.getResourceAsStream(name), name)) {
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers what is addressed to operators; false for any other address. */
    boolean route(HttpExchange exchange) {
        switch (exchange.request().path()) {
            case "/health", "/health/live" -> {
                exchange.require("health", HttpMethod.GET);
                exchange.sendJson(UP);
            }
            case "/health/ready" -> {
                exchange.require("health", HttpMethod.GET);
                sendReadiness(exchange);
            }
            case "/metrics" -> {
                exchange.require("metrics", HttpMethod.GET);
                exchange.send(200, ServerMetrics.CONTENT_TYPE, Buffer.buffer(metrics.text()));
            }
            case "/openapi.yaml" -> {
                exchange.require("descriptions", HttpMethod.GET);
                exchange.send(200, "application/yaml", openApi);
            }
            case "/features.proto" -> {
                exchange.require("descriptions", HttpMethod.GET);
                exchange.send(200, "text/plain; charset=utf-8", proto);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void sendReadiness(HttpExchange exchange) {
        RuntimeException failure = description.failure();
        if (draining.getAsBoolean()) {
            exchange.fail(ServerError.SHUTTING_DOWN.problem("Cannot take new requests: the server is shutting down."));
        } else if (failure != null) {
            exchange.fail(failure);
        } else {
            exchange.sendJson(UP);
        }
    }
}
