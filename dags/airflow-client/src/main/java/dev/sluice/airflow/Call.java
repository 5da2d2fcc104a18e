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
 * @param effect what it does to the server
 */
record Call(String method, String path, @Nullable String body, String accept, String doing, Effect effect) {
    private static final String JSON = "application/json";

    /** What a request does to whoever carries it out. */
    enum Effect {
        NONE,
        /** Sending it twice does what sending it once does. */
        SETS,
        STARTS
    }

    boolean repeatable() {
        return effect != Effect.STARTS;
    }

    /** Whether something is another way afterwards. */
    boolean changes() {
        return effect != Effect.NONE;
    }

    static Call get(String path, String doing) {
        return new Call("GET", path, null, JSON, doing, Effect.NONE);
    }

    /** Sets something to a value, however often. */
    static Call patch(String path, String body, String doing) {
        return new Call("PATCH", path, body, JSON, doing, Effect.SETS);
    }

    static Call post(String path, String body, String doing) {
        return new Call("POST", path, body, JSON, doing, Effect.STARTS);
    }

    Call accepting(String mediaType) {
        return new Call(method, path, body, mediaType, doing, effect);
    }

    /** The same of something that is only asked, whatever the method says. */
    Call asQuestion() {
        return new Call(method, path, body, accept, doing, Effect.NONE);
    }

    /** A name as part of a path or a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
