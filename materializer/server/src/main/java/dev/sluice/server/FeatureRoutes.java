package dev.sluice.server;

import dev.sluice.client.GetOptions;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routes that give out features and say which there are. */
final class FeatureRoutes {
    private static final String SERVICES = "/v1/services";

    private final Vertx vertx;
    private final ServerOptions options;
    private final DescriptionWatch<ServedProject> project;
    private final ServedRequests requests;

    FeatureRoutes(
            Vertx vertx, ServerOptions options, DescriptionWatch<ServedProject> project, ServedRequests requests) {
        this.vertx = vertx;
        this.options = options;
        this.project = project;
        this.requests = requests;
    }

    /** Answers what is addressed to features; false for any other address. */
    boolean route(HttpExchange exchange) {
        String path = exchange.request().path();
        if (path.equals("/get-online-features")) {
            exchange.require("get-online-features", HttpMethod.POST);
            body(exchange, body -> FeastRequest.parse(body), FeastJson::of);
            return true;
        }
        if (path.equals(SERVICES)) {
            exchange.require("services", HttpMethod.GET);
            exchange.sendJson(ServicesJson.all(project.current().description()));
            return true;
        }
        return path.startsWith(SERVICES + "/") && routeService(exchange, path.substring(SERVICES.length() + 1));
    }

    private boolean routeService(HttpExchange exchange, String rest) {
        String[] parts = rest.split("/", -1);
        String service = decoded(parts[0]);
        if (parts.length == 1) {
            exchange.require("services", HttpMethod.GET);
            exchange.sendJson(ServicesJson.one(project.current().description(), service));
            return true;
        }
        if (parts.length != 2 || !parts[1].equals("features")) {
            return false;
        }
        exchange.require("features", HttpMethod.GET, HttpMethod.POST);
        Selection selection = new Selection.OfService(service, false);
        if (exchange.request().method().equals(HttpMethod.POST)) {
            body(exchange, body -> EntitiesRequest.parse(selection, body), VectorJson::many);
        } else {
            FeatureQuery query =
                    new FeatureQuery(selection, List.of(keys(exchange)), GetOptions.DEFAULTS, (entity, key) -> key);
            exchange.answerWith(requests.submit(() -> query, VectorJson::one, options.deadline()));
        }
        return true;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrongAddress(e);
        }
    }

    private static SluiceException wrongAddress(IllegalArgumentException cause) {
        return ServerError.WRONG_REQUEST.problem(
                "Invalid address: a % in it is not followed by two hexadecimal digits.", cause);
    }

    private void body(
            HttpExchange exchange, Function<byte[], FeatureQuery> parse, Function<FeatureAnswer, byte[]> write) {
        TimeSpan deadline = options.deadline();
        long millis = Math.max(1, deadline.duration().toMillis());
        exchange.body(
                options.maxBodyBytes(),
                millis,
                vertx,
                body -> exchange.answerWith(requests.submit(() -> parse.apply(body), write, deadline)));
    }

    private static Map<String, Object> keys(HttpExchange exchange) {
        Map<String, Object> keys = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> parameter : exchange.request().params(true)) {
                if (keys.put(parameter.getKey(), parameter.getValue()) != null) {
                    throw new RefusedRequest(parameter.getKey(), "is given twice.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw wrongAddress(e);
        }
        return keys;
    }
}
