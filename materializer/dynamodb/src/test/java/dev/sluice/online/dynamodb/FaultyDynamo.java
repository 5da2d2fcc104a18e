package dev.sluice.online.dynamodb;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An HTTP endpoint in front of DynamoDB Local that does to calls what a test decides. */
public final class FaultyDynamo implements AutoCloseable {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(FaultyDynamo::daemon);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI upstream;
    private final Fault fault;
    private final Map<String, AtomicLong> attempts = new ConcurrentHashMap<>();

    private FaultyDynamo(HttpServer server, URI upstream, Fault fault) {
        this.server = server;
        this.upstream = upstream;
        this.fault = fault;
    }

    /** Starts it in front of an endpoint, on a free port. */
    public static FaultyDynamo before(String endpoint, Fault fault) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultyDynamo proxy = new FaultyDynamo(server, URI.create(endpoint), fault);
            server.createContext("/", proxy::handle);
            server.setExecutor(proxy.threads);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The requests so far, repeated ones included. */
    public long attempts() {
        return attempts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Those of one operation, as {@code BatchGetItem}. */
    public long attempts(String operation) {
        AtomicLong counted = attempts.get(operation);
        return counted == null ? 0 : counted.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = call(exchange);
            attempts.computeIfAbsent(call.operation(), operation -> new AtomicLong())
                    .incrementAndGet();
            Answer answer = fault.answer(call);
            if (answer != null) {
                send(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Call call(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String target = Objects.requireNonNullElse(headers.getFirst("X-Amz-Target"), "");
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
        }
        return new Call(
                target.substring(target.indexOf('.') + 1),
                new String(body, StandardCharsets.UTF_8),
                text -> forward(headers, text));
    }

    private Answer forward(Headers headers, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), 1);
    }

    /** Without the checksum, which the client checks only where it is given. */
    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put("Content-Type", List.of("application/x-amz-json-1.0"));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, (int) (body.length * answer.sent()));
        exchange.getResponseBody().flush();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-dynamo");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * A request that came.
     *
     * @param operation as {@code PutItem}
     * @param body JSON
     */
    public record Call(String operation, String body, Forward forward) {
        /** DynamoDB's answer to the request as it came. */
        public Answer answer() throws IOException, InterruptedException {
            return forward.answer(body);
        }
    }

    /** Asks DynamoDB, with any body. */
    @FunctionalInterface
    public interface Forward {
        Answer answer(String body) throws IOException, InterruptedException;
    }

    /**
     * An answer.
     *
     * @param sent how much of the body is sent before the connection is closed; 1 for all
     */
    public record Answer(int status, String body, double sent) {
        /** Refuses as DynamoDB does. */
        public static Answer refusal(int status, String error) {
            return new Answer(
                    status,
                    "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + error + "\",\"message\":\"by a test\"}",
                    1);
        }
    }

    /** What becomes of a call; null closes the connection without an answer. */
    @FunctionalInterface
    public interface Fault {
        @Nullable
        Answer answer(Call call) throws IOException, InterruptedException;
    }
}
