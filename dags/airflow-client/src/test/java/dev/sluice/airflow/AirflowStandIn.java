package dev.sluice.airflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.AirflowSettings.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A web server that answers as Airflow 2 or 3 does, with an {@link InMemoryAirflow} behind it: its bodies are strict, its pages
 * short, its tokens expire, and it can be told what goes wrong next.
 */
public final class AirflowStandIn implements AutoCloseable {
    public static final String USER = "ada";

    private static final long LATE_MILLIS = 3_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "airflow-stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private final Wire wire;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    private AirflowStandIn(Wire wire) {
        // Else each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.wire = wire;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param secret the password of {@link #USER} */
    public static AirflowStandIn of(Api api, Airflow behind, String secret) {
        return new AirflowStandIn(api == Api.V1 ? new FirstWire(behind, secret) : new SecondWire(behind, secret));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers the next request whose method and path are like the pattern with this, and does nothing. */
    public AirflowStandIn answeringNext(String request, int status, String body) {
        return next(Fault.answer(request, status, body));
    }

    synchronized AirflowStandIn next(Fault... more) {
        faults.addAll(List.of(more));
        return this;
    }

    /** What was asked so far, as {@code GET /api/v2/version}. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    Wire wire() {
        return wire;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Request request = Request.of(exchange);
            Fault fault = noted(request);
            if (fault != null && fault.kind() == Fault.Kind.RESET) {
                return;
            }
            if (fault != null && fault.kind() == Fault.Kind.OTHER_ANSWER) {
                fault.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, new Answer(fault.status(), "application/json", fault.body()));
                return;
            }
            Answer answer = answer(request);
            if (fault == null) {
                send(exchange, answer);
            } else {
                spoil(exchange, answer, fault.kind());
            }
        } catch (IOException e) {
            // Whoever asked has gone.
            return;
        }
    }

    private synchronized @Nullable Fault noted(Request request) {
        requests.add(request.line());
        bodies.add(request.body());
        for (Fault fault : faults) {
            if (request.line().matches(fault.request())) {
                faults.remove(fault);
                return fault;
            }
        }
        return null;
    }

    private Answer answer(Request request) {
        try {
            return wire.answer(request);
        } catch (Refusal e) {
            return wire.refusal(e.status(), String.valueOf(e.getMessage()));
        } catch (SluiceException e) {
            int status = e.code() == AirflowError.NOT_FOUND ? 404 : 409;
            return wire.refusal(status, e.getMessage());
        }
    }

    private static void spoil(HttpExchange exchange, Answer answer, Fault.Kind kind) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (kind == Fault.Kind.CUT_ANSWER) {
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
        } else if (kind == Fault.Kind.LATE_ANSWER) {
            try {
                Thread.sleep(LATE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            send(exchange, answer);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What is sent back. */
    record Answer(int status, String type, String body) {
        static Answer json(int status, Object value) {
            return new Answer(status, "application/json", Json.written(value));
        }
    }

    /** What was asked. */
    record Request(String method, URI uri, String body, String authorization, String accept) {
        static Request of(HttpExchange exchange) throws IOException {
            return new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
        }

        String line() {
            return method + " " + uri;
        }

        /** The decoded steps of the path. */
        List<String> steps() {
            return List.of(uri.getRawPath().substring(1).split("/")).stream()
                    .map(step -> URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        }

        String parameter(String name, String absent) {
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            for (String pair : query.split("&")) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return absent;
        }

        Set<String> parameters() {
            Set<String> names = new TreeSet<>();
            if (uri.getRawQuery() != null) {
                for (String pair : uri.getRawQuery().split("&")) {
                    names.add(pair.replaceAll("=.*", ""));
                }
            }
            return names;
        }
    }
}
