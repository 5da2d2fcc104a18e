package dev.sluice.catalog;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** One request and its one answer, given on the loop that took the request. */
record PageExchange(HttpServerRequest request) {
    /** Nothing but the catalog's own files is loaded, and nobody frames it or is told where readers come from. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1");
    private static final int OK = 200;

    /** The decoded path. */
    String path() {
        String path = request.path();
        try {
            return path == null ? "" : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw CatalogError.WRONG_REQUEST.problem(
                    "Invalid address: a % in it is not followed by two hexadecimal digits.", e);
        }
    }

    void requireReading() {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw CatalogError.WRONG_METHOD.problem("Cannot take " + request.method() + ": the catalog is only read.");
        }
    }

    /** Refuses pages of other sites that have pointed a name of theirs to this machine. */
    void requireOwnName(String listeningOn) {
        String host = request.authority() == null ? "" : request.authority().host();
        String name = host.replaceAll("[\\[\\]]", "");
        if (OWN_NAMES.contains(listeningOn) && !OWN_NAMES.contains(name)) {
            throw CatalogError.WRONG_HOST.problem("Cannot answer for '" + host + "': this catalog is at " + listeningOn
                    + ". Start it with --host to give it another address.");
        }
    }

    void send(int status, String type, Buffer body) {
        head(status, type).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        end(body);
    }

    void sendForEver(Assets.Asset asset) {
        head(OK, asset.type()).putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
        end(asset.content());
    }

    private HttpServerResponse head(int status, String type) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cross-origin-opener-policy", "same-origin")
                .putHeader("cross-origin-resource-policy", "same-origin");
        return response;
    }

    private void end(Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}
