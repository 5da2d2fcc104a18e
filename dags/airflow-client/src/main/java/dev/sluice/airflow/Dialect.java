package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the releases of Airflow's REST API say differently. */
sealed interface Dialect permits FirstDialect, SecondDialect {
    /** Before each path. */
    String root();

    /** The path of the health, complete. */
    String healthPath();

    Login login(Session session, Credentials credentials, Clock clock);

    /** The body that starts a run: only members that every server of this release knows. */
    Map<String, Object> body(Trigger trigger);

    Dag dag(JsonNode json);

    /** Both releases tell of a run alike. */
    default DagRun run(JsonNode json) {
        return new DagRun(
                new DagRunId(
                        json.path("dag_id").asText(), json.path("dag_run_id").asText()),
                Json.word(RunState.class, Json.text(json, "state"), RunState.OTHER, RunState.OTHER),
                Objects.requireNonNullElse(Json.text(json, "run_type"), "manual"),
                Json.instant(json, "logical_date"),
                Json.range(json, "data_interval_start", "data_interval_end"),
                Json.instant(json, "start_date"),
                Json.instant(json, "end_date"),
                Json.map(json.path("conf")),
                Json.text(json, "note"));
    }

    /** @param path of a task's attempt, complete, with a query that others may follow */
    List<String> log(Session session, String path, String doing);
}
