package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;

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

    DagRun run(JsonNode json);

    /** @param path of a task's attempt, complete, with a query that others may follow */
    List<String> log(Session session, String path, String doing);
}
