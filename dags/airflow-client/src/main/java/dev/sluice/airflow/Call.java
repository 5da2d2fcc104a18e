package dev.sluice.airflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param path after the server's address, with its query
 * @param body JSON; null without one
 * @param accept the media type of the answer
 * @param doing what it is for, in words that follow "Cannot"
 * @param repeatable whether sending it twice does what sending it once does
 */
record Call(String method, String path, @Nullable String body, String accept, String doing, boolean repeatable) {
    private static final String JSON = "application/json";

    static Call get(String path, String doing) {
        return new Call("GET", path, null, JSON, doing, true);
    }

    /** Sets something to a value, however often. */
    static Call patch(String path, String body, String doing) {
        return new Call("PATCH", path, body, JSON, doing, true);
    }

    static Call post(String path, String body, String doing) {
        return new Call("POST", path, body, JSON, doing, false);
    }

    Call accepting(String mediaType) {
        return new Call(method, path, body, mediaType, doing, repeatable);
    }

    Call safeToRepeat() {
        return new Call(method, path, body, accept, doing, true);
    }

    /** A name as part of a path or a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
