package dev.sluice.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server of REST, on as many event loops as there are cores for it; the workers have the others. */
final class RestServer {
    private static final int IDLE_SECONDS = 75;

    private final List<HttpServer> loops = new ArrayList<>();

    private RestServer() {}

    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    static RestServer open(Vertx vertx, ServerOptions options, HttpRoutes routes) {
        RestServer server = new RestServer();
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        for (int i = 0; i < count; i++) {
            server.listen(vertx, options, routes);
        }
        return server;
    }

    /** Every further loop shares the port of the first. */
    private void listen(Vertx vertx, ServerOptions options, HttpRoutes routes) {
        int port = loops.isEmpty() ? options.port() : port();
        HttpServer server =
                vertx.createHttpServer(http()).requestHandler(routes::answer).invalidRequestHandler(routes::refuse);
        try {
            server.listen(port, options.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Listening.failed("HTTP", options.host(), port, "--port", e);
        }
        loops.add(server);
    }

    private static HttpServerOptions http() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
    }

    int port() {
        return loops.get(0).actualPort();
    }

    /** Takes no more connections, lets what runs end in its time, and ends what runs longer. */
    void close(long waitMillis) throws InterruptedException {
        List<Future<Void>> closing = loops.stream()
                .map(server -> server.shutdown(waitMillis, TimeUnit.MILLISECONDS))
                .toList();
        try {
            Future.join(closing)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(waitMillis + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw ServerError.UNEXPECTED.problem("Cannot close the HTTP server: " + e, e);
        }
    }
}
