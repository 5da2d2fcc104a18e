package dev.sluice.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** A client over real HTTP. */
final class Rest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    Rest(FeatureServer server) {
        this.root = "http://" + server.host() + ":" + server.port();
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) {
        return send(posting(path, body));
    }

    Answer send(String method, String path) {
        return send(request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    CompletableFuture<Answer> posted(String path, String body) {
        return client.sendAsync(posting(path, body), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    private HttpRequest posting(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path));
    }

    private Answer send(HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String type, String retryAfter, String text) {
        static Answer of(HttpResponse<String> response) {
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.headers().firstValue("retry-after").orElse(""),
                    response.body());
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The field and the message of each error. */
        String errors() {
            StringBuilder errors = new StringBuilder();
            json().path("errors")
                    .forEach(error -> errors.append(error.path("field").textValue())
                            .append(' ')
                            .append(error.path("message").textValue())
                            .append('\n'));
            return errors.toString();
        }
    }
}
