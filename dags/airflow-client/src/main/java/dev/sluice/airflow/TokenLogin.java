package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token of Airflow 3, got for a password and got anew before it expires. It tells its own end; how long it is good for is
 * counted from when it came, so that the server's clock may be another.
 */
final class TokenLogin implements Login {
    private static final int SHARE_USED_IN_TENTHS = 8;
    private static final String PATH = "/auth/token";
    private static final int PARTS_OF_A_TOKEN = 3;

    private final Session session;
    private final Credentials credentials;
    private final Clock clock;
    private @Nullable String header;
    private Instant goodUntil = Instant.MIN;

    /** @param session that needs no login */
    TokenLogin(Session session, Credentials credentials, Clock clock) {
        this.session = session;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public synchronized String authorization() {
        String known = header;
        if (known != null && clock.instant().isBefore(goodUntil)) {
            return known;
        }
        String token = token();
        goodUntil = goodUntil(token);
        String fresh = "Bearer " + token;
        header = fresh;
        return fresh;
    }

    /** What another thread has renewed meanwhile stays. */
    @Override
    public synchronized boolean renew(@Nullable String refused) {
        if (refused != null && refused.equals(header)) {
            header = null;
        }
        return true;
    }

    private String token() {
        Call call = call();
        Outcome.Reply reply = session.reply(call);
        JsonNode json = reply.isGood() ? Json.parsed(reply.text()) : null;
        String token = json == null ? null : Json.text(json, "access_token");
        if (token != null) {
            return token;
        }
        if (reply.isGood()) {
            throw AirflowError.FAILED.problem("Cannot " + call.doing() + ": the answer holds no access_token.");
        }
        throw session.problem(call, reply);
    }

    private Call call() {
        String doing = "log in to Airflow as " + who();
        return credentials instanceof Credentials.Password password
                ? Call.post(
                                PATH,
                                Json.written(Map.of("username", password.user(), "password", password.secret())),
                                doing)
                        .asQuestion()
                : Call.get(PATH, doing);
    }

    private String who() {
        return credentials instanceof Credentials.Password password ? password.user() : "nobody in particular";
    }

    private Instant goodUntil(String token) {
        String[] parts = token.split("\\.");
        JsonNode claims = parts.length == PARTS_OF_A_TOKEN ? Json.parsed(decoded(parts[1])) : null;
        if (claims == null || !claims.path("exp").isNumber()) {
            return Instant.MAX;
        }
        Instant now = clock.instant();
        long from = claims.path("iat").asLong(now.getEpochSecond());
        Duration whole = Duration.ofSeconds(claims.path("exp").asLong() - from);
        return now.plus(whole.multipliedBy(SHARE_USED_IN_TENTHS).dividedBy(10));
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
