package dev.sluice.catalog;

import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.catalog.page.Pages;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Serves the catalog's pages from when it is opened until it is closed. It changes nothing. The registry stays its owner's to
 * close.
 *
 * <pre>{@code
 * try (CatalogServer catalog = CatalogServer.open(() -> project, registry, Neighbours.NONE, CatalogOptions.DEFAULTS, listener)) {
 *     ...
 * }
 * }</pre>
 */
public final class CatalogServer implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final int IDLE_SECONDS = 75;

    private final CatalogOptions options;
    private final ContentsWatch watch;
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setWorkerPoolSize(WORKERS)
            .setEventLoopPoolSize(1)
            .setInternalBlockingPoolSize(2)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final HttpServer http;

    private CatalogServer(
            Supplier<Project> projects,
            Registry registry,
            Neighbours neighbours,
            CatalogOptions options,
            CatalogListener listener) {
        this.options = options;
        this.watch = ContentsWatch.start(projects, registry, options, listener);
        CatalogRoutes routes = new CatalogRoutes(new Pages(registry, neighbours, Clock.systemUTC()));
        CatalogAnswers answers = new CatalogAnswers(vertx, options.host(), watch, routes, listener);
        try {
            this.http = listen(answers);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /**
     * Serves a project's catalog.
     *
     * @param projects the project as it is now; asked again and again, by one thread
     * @param neighbours what the floors above know
     * @param listener hears of what fails
     */
    public static CatalogServer open(
            Supplier<Project> projects,
            Registry registry,
            Neighbours neighbours,
            CatalogOptions options,
            CatalogListener listener) {
        return new CatalogServer(projects, registry, neighbours, options, listener);
    }

    private HttpServer listen(CatalogAnswers answers) {
        // Not compressed: Netty looks for zstd then, and fails on the older one that Hadoop brings to the command line.
        HttpServerOptions http = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
        try {
            return vertx.createHttpServer(http)
                    .requestHandler(answers::answer)
                    .invalidRequestHandler(answers::refuse)
                    .listen(options.port(), options.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw cannotListen(e);
        }
    }

    private SluiceException cannotListen(CompletionException failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        boolean taken = String.valueOf(root.getMessage()).contains("in use"); // each transport has its own exception
        String why = taken
                ? "the port is taken. Stop what listens there, or choose another with --port (0: any free one)."
                : root.getMessage() + ". Check the host, and whether the port may be used.";
        return CatalogError.CANNOT_LISTEN.problem(
                "Cannot listen on " + options.host() + ":" + options.port() + ": " + why, failure);
    }

    public String host() {
        return options.host();
    }

    public int port() {
        return http.actualPort();
    }

    /** Looks at the project and its views now and not in a while. */
    void refresh() {
        watch.look();
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        watch.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw CatalogError.UNEXPECTED.problem("Cannot end the HTTP server: " + e, e);
        }
    }
}
