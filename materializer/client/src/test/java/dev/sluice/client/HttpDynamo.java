package dev.sluice.client;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A DynamoDB that gives every call the same answer. */
final class HttpDynamo implements AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();

    private final HttpServer server;

    private HttpDynamo(HttpServer server) {
        this.server = server;
    }

    static HttpDynamo answering(int status, String body) throws IOException {
        HttpDynamo dynamo =
                new HttpDynamo(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
        dynamo.server.createContext("/", exchange -> {
            dynamo.calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        dynamo.server.start();
        return dynamo;
    }

    /** The error that DynamoDB calls by this name. */
    static HttpDynamo failing(int status, String error, String message) throws IOException {
        return answering(
                status,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + error + "\",\"message\":\"" + message + "\"}");
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
