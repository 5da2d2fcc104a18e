package dev.sluice.online.benchmark.server;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A route of the server over HTTP, kept-alive connections. */
final class OverHttp implements Contender {
    private static final Pattern FIRST = Pattern.compile("\"feature_0\":\\{\"value\":([^,]*),");

    private final String name;
    private final IntFunction<String> path;
    /** One thread asks and hears: with several, Vert.x's client lost an answer in some hundred thousand, which the server had sent. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client;

    private OverHttp(String name, int port, int connections, IntFunction<String> path) {
        this.name = name;
        this.path = path;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultPort(port).setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    static OverHttp features(int port, int connections) {
        return new OverHttp(
                "REST",
                port,
                connections,
                entity -> "/v1/services/" + Vectors.SERVICE + "/features?" + Vectors.KEY + "=" + Vectors.key(entity));
    }

    /** A route whose answer is always the same: what HTTP itself costs. */
    static OverHttp fixed(int port, int connections) {
        return new OverHttp("static JSON route", port, connections, entity -> "/health/live");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(int entity, Done done) {
        context.runOnContext(now -> client.request(HttpMethod.GET, path.apply(entity))
                .compose(request -> request.send())
                .compose(response -> response.body()
                        .map(body -> response.statusCode() == 200 ? "" : response.statusCode() + " " + body))
                .onComplete(answer -> done.answered(problem(answer))));
    }

    private static @Nullable String problem(AsyncResult<String> answer) {
        String said = answer.succeeded() ? answer.result() : String.valueOf(answer.cause());
        return said.isEmpty() ? null : said;
    }

    @Override
    public String firstValue(int entity) {
        Buffer body = client.request(HttpMethod.GET, path.apply(entity))
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Matcher first = FIRST.matcher(body.toString());
        return first.find() ? first.group(1) : body.toString();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
