package dev.sluice.server;

import dev.sluice.client.ClientOptions;
import dev.sluice.online.OnlineStore;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves the features of an online store over REST and gRPC, from when it is opened until it is closed. The store stays its
 * owner's to close.
 *
 * <pre>{@code
 * try (FeatureServer server = FeatureServer.open(store, ServerOptions.DEFAULTS)) {
 *     ...
 * }
 * }</pre>
 *
 * <p>It opens over a store that cannot be read yet, too, and is then not ready.
 */
public final class FeatureServer implements AutoCloseable {
    private final ServerOptions options;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Workers workers;
    private final DescriptionWatch<ServedProject> project;
    private final ServerMetrics metrics;
    private final Vertx vertx = RestServer.vertx();
    private final RestServer rest;
    private final GrpcServer grpc;

    private FeatureServer(OnlineStore store, ClientOptions client, ServerOptions options, ServerListener listener) {
        this.options = options;
        this.workers = new Workers(options.maxConcurrent());
        ClientOptions reading = patient(client, options);
        this.project = DescriptionWatch.start(store, description -> new ServedProject(store, reading, description));
        this.metrics = new ServerMetrics(workers, project);
        ServedRequests requests =
                new ServedRequests(workers, new FeatureReads(project, options.maxEntities()), metrics);
        try {
            this.rest = RestServer.open(vertx, options, routes(requests, listener));
            this.grpc = GrpcServer.open(options, new GrpcFeatures(requests, options.deadline(), metrics, listener));
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        project.tell(grpc::ready);
    }

    /** A read may take as long as a request; one that takes longer keeps its place, so that a store that hangs is spared. */
    private static ClientOptions patient(ClientOptions client, ServerOptions options) {
        return client.deadline().compareTo(options.deadline()) < 0 ? client.withDeadline(options.deadline()) : client;
    }

    private HttpRoutes routes(ServedRequests requests, ServerListener listener) {
        return new HttpRoutes(
                new FeatureRoutes(vertx, options, project, requests),
                new OperatorRoutes(project, metrics, draining::get),
                metrics,
                listener);
    }

    /** Serves a store; failures go to the log. */
    public static FeatureServer open(OnlineStore store, ServerOptions options) {
        return open(store, ClientOptions.DEFAULTS, options, new FailureLog());
    }

    /**
     * Serves a store.
     *
     * @param client how the store is read
     * @param listener hears of what fails
     */
    public static FeatureServer open(
            OnlineStore store, ClientOptions client, ServerOptions options, ServerListener listener) {
        return new FeatureServer(store, client, options, listener);
    }

    public String host() {
        return options.host();
    }

    /** The port of REST. */
    public int port() {
        return rest.port();
    }

    /** The port of gRPC. */
    public int grpcPort() {
        return grpc.port();
    }

    /** Reads the store's description now and not in two seconds. */
    void refresh() {
        project.refresh();
    }

    /** Says that it is not ready, takes no more requests, lets those that run end in the time of {@code drain}, and ends. */
    @Override
    public void close() {
        if (!draining.compareAndSet(false, true)) {
            return;
        }
        long end = System.nanoTime() + options.drain().micros() * 1_000;
        try {
            grpc.drain();
            rest.close(millisUntil(end));
            grpc.close(millisUntil(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private static long millisUntil(long endNanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
    }

    private void end() {
        project.close();
        workers.close();
        if (metrics != null) {
            metrics.close();
        }
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw ServerError.UNEXPECTED.problem("Cannot end the HTTP server: " + e, e);
        }
    }
}
