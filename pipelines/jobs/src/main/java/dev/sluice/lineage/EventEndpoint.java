package dev.sluice.lineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to an address from a thread of its own, so that nobody waits for it. After some failures in a row it gives up
 * for the rest of the command.
 */
final class EventEndpoint implements AutoCloseable {
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_FAILURES = 3;
    private static final String END = "";

    private final URI address;
    private final @Nullable String key;
    private final Consumer<String> problems;
    private final Duration patience;
    private final HttpClient client;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread sender = new Thread(this::sendAll, "sluice-lineage");
    private int failures;
    private volatile boolean hopeless;
    private volatile long lost;

    /**
     * @param key sent as a bearer token, if there is one
     * @param patience for each request, and for the rest of them at the end
     */
    EventEndpoint(URI address, @Nullable String key, Duration patience, Consumer<String> problems) {
        this.address = address;
        this.key = key;
        this.patience = patience;
        this.problems = problems;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
        sender.setDaemon(true);
        sender.start();
    }

    void send(String event) {
        if (hopeless || !waiting.offer(event)) {
            lost++;
        }
    }

    private void sendAll() {
        try {
            for (String event = waiting.take(); !event.equals(END); event = waiting.take()) {
                sendUnlessHopeless(event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUnlessHopeless(String event) throws InterruptedException {
        if (hopeless) {
            lost++;
            return;
        }
        String problem = sent(event);
        failures = problem.isEmpty() ? 0 : failures + 1;
        if (!problem.isEmpty()) {
            lost++;
        }
        if (failures == MOST_FAILURES) {
            hopeless = true;
            problems.accept(
                    "Cannot send lineage to " + address + ": " + problem
                            + ". The work is not affected, and the events are in .sluice/lineage. Check lineage in sluice.yaml.");
        }
    }

    /** What went wrong; empty when it arrived. */
    private String sent(String event) throws InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(event));
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status / 100 == 2 ? "" : "it answers with status " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
        }
    }

    /** Waits a while for what has not been sent yet. */
    @Override
    public void close() {
        try {
            if (waiting.offer(END, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.join(patience.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        long unsent =
                lost + waiting.stream().filter(event -> !event.equals(END)).count();
        if (unsent > 0 && !hopeless) {
            problems.accept("Cannot send " + unsent + " events of lineage to " + address
                    + ". The work is not affected, and they are in .sluice/lineage.");
        }
    }
}
