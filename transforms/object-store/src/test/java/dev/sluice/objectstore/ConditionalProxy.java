package dev.sluice.objectstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes requests on to a store. Of conditional writes it makes what S3 promises, a decision at one moment, since S3Mock looks
 * first and writes afterwards; or it leaves the condition away, as old stores ignore it; or it keeps the store's answer to itself.
 */
final class ConditionalProxy implements AutoCloseable {
    private static final String CONDITION = "If-None-Match";
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final String store;
    private final Kind kind;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private enum Kind {
        DECIDING,
        FORGETFUL,
        MUTE,
        FAILING
    }

    private ConditionalProxy(HttpServer server, String store, Kind kind) {
        this.server = server;
        this.store = store;
        this.kind = kind;
    }

    static ConditionalProxy deciding(String store) throws IOException {
        return before(store, Kind.DECIDING);
    }

    static ConditionalProxy forgetful(String store) throws IOException {
        return before(store, Kind.FORGETFUL);
    }

    /** Breaks the connection when the store has decided. */
    static ConditionalProxy mute(String store) throws IOException {
        return before(store, Kind.MUTE);
    }

    /** Says that the store has failed when it has decided. */
    static ConditionalProxy failing(String store) throws IOException {
        return before(store, Kind.FAILING);
    }

    private static ConditionalProxy before(String store, Kind kind) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ConditionalProxy proxy = new ConditionalProxy(server, store, kind);
        server.setExecutor(proxy.threads);
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest request = request(exchange);
            if (exchange.getRequestHeaders().containsKey(CONDITION)) {
                synchronized (this) {
                    decided(exchange, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
                }
            } else {
                answer(exchange, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void decided(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        if (kind == Kind.FAILING) {
            exchange.sendResponseHeaders(503, -1);
        } else if (kind != Kind.MUTE) {
            answer(exchange, answer);
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(store + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            boolean forgotten = kind == Kind.FORGETFUL && name.equalsIgnoreCase(CONDITION);
            if (!forgotten && !OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        answer.headers().map().forEach((name, values) -> {
            boolean length = head && name.equalsIgnoreCase("content-length");
            if (length || (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":"))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = head || answer.body().length == 0;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
