package dev.sluice.catalog;

import dev.sluice.catalog.page.Contents;
import dev.sluice.catalog.page.Frame;
import dev.sluice.project.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Answers requests: files at once, pages on threads that may wait for the registry. */
final class CatalogAnswers {
    private static final String API = "/api";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int OK = 200;
    private static final int FAILED = 500;

    private final Vertx vertx;
    private final String host;
    private final ContentsWatch watch;
    private final CatalogRoutes routes;
    private final CatalogListener listener;
    private final Assets assets = Assets.load();
    private final PageTemplates templates = new PageTemplates();

    CatalogAnswers(Vertx vertx, String host, ContentsWatch watch, CatalogRoutes routes, CatalogListener listener) {
        this.vertx = vertx;
        this.host = host;
        this.watch = watch;
        this.routes = routes;
        this.listener = listener;
    }

    /** What is sent. */
    private record Sent(int status, String type, byte[] body) {}

    void answer(HttpServerRequest request) {
        PageExchange exchange = new PageExchange(request);
        String path = request.path() == null ? "" : request.path();
        Assets.Asset asset = assets.of(path);
        if (asset != null) {
            exchange.sendForEver(asset);
            return;
        }
        vertx.executeBlocking(() -> sent(exchange, path), false)
                .onSuccess(sent -> exchange.send(sent.status(), sent.type(), Buffer.buffer(sent.body())))
                .onFailure(failure -> {
                    listener.failed("Cannot answer " + path, failure);
                    exchange.send(FAILED, PROBLEM, Buffer.buffer(PageJson.of(PageProblem.of(failure))));
                });
    }

    private Sent sent(PageExchange exchange, String rawPath) {
        boolean json = rawPath.equals(API) || rawPath.startsWith(API + "/");
        ContentsWatch.Seen seen = watch.seen();
        try {
            exchange.requireReading();
            exchange.requireOwnName(host);
            String path = exchange.path();
            String address = json ? path.substring(API.length()) : path;
            CatalogRoutes.Routed routed = routes.route(
                    seen.contents(),
                    address.isEmpty() ? "/" : address,
                    exchange.request().params());
            Frame frame = frame(seen, routed.section(), routed.title(), address(exchange.request(), json));
            return json
                    ? new Sent(OK, JSON, PageJson.of(frame, routed.page()))
                    : html(OK, templates.page(frame, routed));
        } catch (RuntimeException e) {
            return refused(seen, e, rawPath, json);
        }
    }

    private static Sent html(int status, String text) {
        return new Sent(status, HTML, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Sent refused(ContentsWatch.Seen seen, RuntimeException failure, String path, boolean json) {
        PageProblem problem = PageProblem.of(failure);
        if (problem.isFailure()) {
            listener.failed("Cannot make the page " + path, failure);
        }
        if (json) {
            return new Sent(problem.status(), PROBLEM, PageJson.of(problem));
        }
        return html(problem.status(), templates.problem(frame(seen, "", problem.title(), "/"), problem));
    }

    private Frame frame(ContentsWatch.Seen seen, String section, String title, String address) {
        Contents contents = seen.contents();
        Settings settings = contents.project().settings();
        return new Frame(
                contents.project().name(),
                section,
                title,
                address,
                contents.asOf(),
                settings.replayClock(),
                assets.version(),
                seen.problem());
    }

    private static String address(HttpServerRequest request, boolean json) {
        String uri = request.uri();
        return json ? uri.substring(API.length()) : uri;
    }

    /** What is no HTTP, or has a line or headers that are too long. */
    void refuse(HttpServerRequest request) {
        byte[] body = PageJson.of(new PageProblem(
                400, "Not like this", "Cannot read the request: it is not HTTP/1.1, or too long.", "WRONG_REQUEST"));
        new PageExchange(request).send(400, PROBLEM, Buffer.buffer(body));
    }
}
