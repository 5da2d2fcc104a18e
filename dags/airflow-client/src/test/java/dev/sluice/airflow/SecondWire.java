package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.airflow.AirflowStandIn.Answer;
import dev.sluice.airflow.AirflowStandIn.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Airflow 3: tokens that expire, mistakes as lists, conflicts as objects, logs in pages of events. */
final class SecondWire extends Wire {
    private static final int CREATED = 201;

    private final String secret;
    private final Set<String> tokens = new HashSet<>();
    private long lifetimeSeconds = 86_400;
    private int issued;

    SecondWire(Airflow behind, String secret) {
        super(behind);
        this.secret = secret;
    }

    synchronized void issueFor(long seconds) {
        lifetimeSeconds = seconds;
    }

    /** Knows none of the tokens any more, as after a restart with another key. */
    synchronized void forgetTokens() {
        tokens.clear();
    }

    synchronized int issued() {
        return issued;
    }

    @Override
    String root() {
        return "/api/v2";
    }

    @Override
    String version() {
        return "3.3.2";
    }

    @Override
    @Nullable
    Answer open(Request request) {
        return switch (request.uri().getPath()) {
            case "/api/v2/version" -> Answer.json(OK, Map.of("version", version(), "git_version", ""));
            case "/api/v2/monitor/health" ->
                Answer.json(
                        OK,
                        Map.of(
                                "metadatabase",
                                Map.of("status", "healthy"),
                                "scheduler",
                                Map.of("status", "healthy", "latest_scheduler_heartbeat", "2026-11-22T05:00:00Z")));
            case "/auth/token" -> token(request);
            default -> null;
        };
    }

    private synchronized Answer token(Request request) {
        JsonNode body = Json.parsed(request.body());
        boolean known = body != null
                && body.path("username").asText().equals(AirflowStandIn.USER)
                && body.path("password").asText().equals(secret);
        if (!known) {
            throw new Refusal(UNAUTHORIZED, "Invalid credentials");
        }
        issued++;
        String claims =
                "{\"sub\":\"ada\",\"jti\":" + issued + ",\"iat\":1000,\"exp\":" + (1000 + lifetimeSeconds) + "}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".x";
        tokens.add("Bearer " + token);
        return Answer.json(CREATED, Map.of("access_token", token));
    }

    @Override
    synchronized boolean knows(Request request) {
        return tokens.contains(request.authorization());
    }

    @Override
    Answer refusal(int status, String message) {
        Object detail = message;
        if (status == badRequest()) {
            String[] words = message.split(": ");
            detail = List.of(
                    Map.of("loc", List.of("body", words[words.length - 1]), "msg", words[0], "type", "missing"));
        } else if (status == 409) {
            detail = Map.of(
                    "reason",
                    "Unique constraint violation",
                    "statement",
                    "hidden",
                    "orig_error",
                    "hidden",
                    "message",
                    message);
        }
        return Answer.json(status, Map.of("detail", detail));
    }

    @Override
    int badRequest() {
        return 422;
    }

    @Override
    Set<String> triggerMembers() {
        return Set.of(
                "dag_run_id", "conf", "logical_date", "data_interval_start", "data_interval_end", "run_after", "note");
    }

    @Override
    Set<String> parametersOf(String list) {
        return Set.of("order_by", "dag_id_pattern", "tags", "exclude_stale", "paused", "state", "run_type");
    }

    @Override
    Map<String, Object> dag(Dag dag) {
        Map<String, Object> json = commonOf(dag);
        json.put("is_stale", false);
        json.put("timetable_summary", dag.schedule());
        json.put("next_dagrun_run_after", text(dag.nextRun()));
        return json;
    }

    @Override
    Map<String, Object> run(DagRun run) {
        Map<String, Object> json = commonOf(run);
        json.put("run_after", "2026-11-22T05:00:00Z");
        json.put("dag_versions", List.of());
        return json;
    }

    /** A line each page; the last one has no token. */
    @Override
    Answer log(Request request, List<String> lines) {
        int page = Integer.parseInt(request.parameter("token", "0"));
        List<Map<String, Object>> events = new ArrayList<>();
        if (page < lines.size()) {
            events.add(Map.of(
                    "timestamp", "2026-11-22T05:00:00Z", "level", "info", "event", lines.get(page), "logger", "x"));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("content", events);
        body.put("continuation_token", page + 1 < lines.size() ? String.valueOf(page + 1) : null);
        return Answer.json(OK, body);
    }
}
