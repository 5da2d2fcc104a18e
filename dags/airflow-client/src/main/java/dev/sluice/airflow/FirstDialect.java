package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1} of Airflow 2: basic authentication, and logs that are one text. */
record FirstDialect() implements Dialect {
    @Override
    public String root() {
        return "/api/v1";
    }

    @Override
    public String healthPath() {
        return "/api/v1/health";
    }

    @Override
    public Login login(Session session, Credentials credentials, Clock clock) {
        if (credentials instanceof Credentials.Password password) {
            return Login.basic(password);
        }
        return credentials instanceof Credentials.Token token ? Login.bearer(token) : Login.NONE;
    }

    @Override
    public Map<String, Object> body(Trigger trigger) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dag_run_id", trigger.id().run());
        body.put("conf", trigger.conf());
        put(body, "logical_date", trigger.logicalDate());
        if (trigger.interval() != null) {
            put(body, "data_interval_start", trigger.interval().from());
            put(body, "data_interval_end", trigger.interval().until());
        }
        put(body, "note", trigger.note());
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value.toString());
        }
    }

    @Override
    public Dag dag(JsonNode json) {
        String expression = Json.text(json.path("schedule_interval"), "value");
        return new Dag(
                json.path("dag_id").asText(),
                json.path("is_paused").asBoolean(),
                expression == null ? scheduleInWords(json) : expression,
                Json.instant(json, "next_dagrun_create_after"),
                json.path("tags").findValuesAsText("name"),
                json.path("has_import_errors").asBoolean());
    }

    /** A DAG that waits for data sets has words only; one that nothing starts has words for that. */
    private static @Nullable String scheduleInWords(JsonNode json) {
        String words = Json.text(json, "timetable_description");
        return words == null || words.isEmpty() || words.startsWith("Never") ? null : words;
    }

    @Override
    public List<String> log(Session session, String path, String doing) {
        return session.good(Call.get(path + "&full_content=true", doing).accepting("text/plain"))
                .text()
                .lines()
                .toList();
    }
}
