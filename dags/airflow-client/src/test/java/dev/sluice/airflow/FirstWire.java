package dev.sluice.airflow;

import dev.sluice.airflow.AirflowStandIn.Answer;
import dev.sluice.airflow.AirflowStandIn.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Airflow 2: basic authentication, problems as RFC 7807 has them. */
final class FirstWire extends Wire {
    private final String header;

    FirstWire(Airflow behind, String secret) {
        super(behind);
        this.header = "Basic "
                + Base64.getEncoder()
                        .encodeToString((AirflowStandIn.USER + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    String root() {
        return "/api/v1";
    }

    @Override
    String version() {
        return "2.11.2";
    }

    @Override
    @Nullable
    Answer open(Request request) {
        return switch (request.uri().getPath()) {
            case "/api/v1/version" -> Answer.json(OK, Map.of("version", version()));
            case "/api/v1/health" ->
                Answer.json(
                        OK,
                        Map.of(
                                "metadatabase",
                                Map.of("status", "healthy"),
                                "scheduler",
                                Map.of(
                                        "status",
                                        "healthy",
                                        "latest_scheduler_heartbeat",
                                        "2026-11-22T05:00:00.123456+00:00"),
                                "triggerer",
                                nothing("latest_triggerer_heartbeat")));
            default -> null;
        };
    }

    private static Map<String, Object> nothing(String heartbeat) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", null);
        json.put(heartbeat, null);
        return json;
    }

    @Override
    boolean knows(Request request) {
        return request.authorization().equals(header);
    }

    @Override
    Answer refusal(int status, String message) {
        return new Answer(
                status,
                "application/problem+json",
                Json.written(Map.of(
                        "status",
                        status,
                        "title",
                        title(status),
                        "detail",
                        message,
                        "type",
                        "https://airflow/errors")));
    }

    private static String title(int status) {
        return switch (status) {
            case UNAUTHORIZED -> "Unauthorized";
            case NOT_FOUND -> "Not Found";
            case 409 -> "Conflict";
            default -> "Bad Request";
        };
    }

    @Override
    int badRequest() {
        return 400;
    }

    @Override
    Set<String> triggerMembers() {
        return Set.of("dag_run_id", "conf", "logical_date", "data_interval_start", "data_interval_end", "note");
    }

    @Override
    Set<String> parametersOf(String list) {
        return switch (list) {
            case "dags" -> Set.of("order_by", "dag_id_pattern", "tags", "only_active", "paused");
            case "dag_runs" -> Set.of("order_by", "state");
            default -> Set.of();
        };
    }

    @Override
    Map<String, Object> dag(Dag dag) {
        Map<String, Object> json = commonOf(dag);
        json.put("is_active", true);
        json.put(
                "schedule_interval",
                dag.schedule() == null ? null : Map.of("__type", "CronExpression", "value", dag.schedule()));
        json.put("timetable_description", dag.schedule() == null ? "Never, external triggers only" : "At some time");
        json.put("next_dagrun_create_after", text(dag.nextRun()));
        return json;
    }

    @Override
    Map<String, Object> run(DagRun run) {
        Map<String, Object> json = commonOf(run);
        json.put("execution_date", json.get("logical_date"));
        json.put("external_trigger", true);
        return json;
    }

    @Override
    Answer log(Request request, List<String> lines) {
        return new Answer(OK, "text/plain", String.join("\n", lines));
    }
}
