package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2} of Airflow 3: a token, strict bodies, and logs that are lists of events in pages. */
record SecondDialect() implements Dialect {
    private static final int MOST_PAGES = 10_000;

    @Override
    public String root() {
        return "/api/v2";
    }

    @Override
    public String healthPath() {
        return "/api/v2/monitor/health";
    }

    @Override
    public Login login(Session session, Credentials credentials, Clock clock) {
        return credentials instanceof Credentials.Token token
                ? Login.bearer(token)
                : new TokenLogin(session.as(Login.NONE), credentials, clock);
    }

    /** The logical date must be there, be it null; a member that the server does not know is refused. */
    @Override
    public Map<String, Object> body(Trigger trigger) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("dag_run_id", trigger.id().run());
        body.put("conf", trigger.conf());
        body.put("logical_date", text(trigger.logicalDate()));
        if (trigger.interval() != null) {
            body.put("data_interval_start", text(trigger.interval().from()));
            body.put("data_interval_end", text(trigger.interval().until()));
        }
        if (trigger.note() != null) {
            body.put("note", trigger.note());
        }
        return body;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public Dag dag(JsonNode json) {
        return new Dag(
                json.path("dag_id").asText(),
                json.path("is_paused").asBoolean(),
                Json.text(json, "timetable_summary"),
                Json.instant(json, "next_dagrun_run_after"),
                json.path("tags").findValuesAsText("name"),
                json.path("has_import_errors").asBoolean());
    }

    @Override
    public List<String> log(Session session, String path, String doing) {
        List<String> lines = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String more = token == null ? "" : "&token=" + Call.encoded(token);
            JsonNode json = session.json(Call.get(path + more, doing));
            json.path("content")
                    .forEach(event -> lines.addAll(line(event).lines().toList()));
            String next = Json.text(json, "continuation_token");
            if (next == null || next.equals(token) || json.path("content").isEmpty()) {
                return lines;
            }
            token = next;
        }
        return lines;
    }

    /** An event as a line: when, what, and whatever else it says. */
    private static String line(JsonNode event) {
        if (!event.isObject()) {
            return event.asText();
        }
        StringJoiner line = new StringJoiner(" ");
        String when = Json.text(event, "timestamp");
        if (when != null) {
            line.add("[" + when + "]");
        }
        String level = Json.text(event, "level");
        if (level != null && !level.equals("info")) {
            line.add(level.toUpperCase(Locale.ROOT));
        }
        line.add(event.path("event").asText());
        return line.toString();
    }
}
