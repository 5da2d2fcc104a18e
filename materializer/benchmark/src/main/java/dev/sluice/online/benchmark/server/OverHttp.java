package dev.sluice.online.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A route of the server over HTTP, kept-alive connections. The thread that asks also hears the answers, by looking for them all the
 * time: it never sleeps, wakes nobody and makes next to no garbage, so that what is measured is the server. It takes a processor
 * for itself.
 */
final class OverHttp implements Contender {
    private static final Pattern FIRST = Pattern.compile("\"feature_0\":\\{\"value\":([^,]*),");

    private final String name;
    private final byte[][] questions;
    private final Selector selector;
    private final Deque<HttpConnection> free = new ArrayDeque<>();
    private final Deque<Question> waiting = new ArrayDeque<>();

    /** What waits for a free connection. */
    private record Question(int entity, Done done) {}

    private OverHttp(String name, int port, int connections, IntFunction<String> path) throws IOException {
        this.name = name;
        this.questions = IntStream.range(0, Vectors.ENTITIES)
                .mapToObj(entity -> "GET " + path.apply(entity) + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .map(question -> question.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            free.add(HttpConnection.open(port, selector));
        }
    }

    static OverHttp features(int port, int connections) throws IOException {
        return new OverHttp(
                "REST",
                port,
                connections,
                entity -> "/v1/services/" + Vectors.SERVICE + "/features?" + Vectors.KEY + "=" + Vectors.key(entity));
    }

    /** A route whose answer is always the same: what HTTP itself costs. */
    static OverHttp fixed(int port, int connections) throws IOException {
        return new OverHttp("static JSON route", port, connections, entity -> "/health/live");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(int entity, Done done) {
        HttpConnection connection = free.poll();
        if (connection == null) {
            waiting.add(new Question(entity, done));
        } else {
            send(connection, entity, done);
        }
    }

    private void send(HttpConnection connection, int entity, Done done) {
        try {
            connection.send(ByteBuffer.wrap(questions[entity]), done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks once for answers. */
    @Override
    public void pause(long nanos) {
        try {
            selector.selectNow(key -> heard((HttpConnection) key.attachment()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heard(HttpConnection connection) {
        try {
            if (!connection.isAnswered()) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connection.tell();
        Question next = waiting.poll();
        if (next == null) {
            free.push(connection);
        } else {
            send(connection, next.entity(), next.done());
        }
    }

    @Override
    public String firstValue(int entity) {
        HttpConnection connection = free.element();
        AtomicReference<@Nullable String> text = new AtomicReference<>();
        ask(entity, problem -> text.set(connection.text()));
        while (text.get() == null) {
            pause(0);
        }
        Matcher first = FIRST.matcher(String.valueOf(text.get()));
        return first.find() ? first.group(1) : String.valueOf(text.get());
    }

    @Override
    public void close() {
        try {
            selector.keys().forEach(key -> close((HttpConnection) key.attachment()));
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(HttpConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
