package dev.sluice.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The catalog of {@link CatalogFlights}, served for tests. */
final class ServedCatalog implements AutoCloseable {
    final List<String> failures = new CopyOnWriteArrayList<>();
    final CatalogServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    ServedCatalog(Path folder) {
        server = CatalogServer.open(
                () -> CatalogFlights.project(folder),
                CatalogFlights.registry(folder),
                CatalogFlights.neighbours(),
                CatalogOptions.DEFAULTS.withPort(0),
                (doing, cause) -> failures.add(doing + ": " + cause));
        server.refresh();
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
