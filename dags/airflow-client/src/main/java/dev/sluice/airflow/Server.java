package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.project.AirflowSettings.Api;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server whose dialect is known, and the session of whoever asks it. */
record Server(Session session, Dialect dialect) {
    /** Asks the server for its dialect unless that is said. */
    static Server at(Session anonymous, AirflowAccess access, Clock clock) {
        Dialect dialect = dialect(anonymous, access);
        return new Server(anonymous.as(dialect.login(anonymous, access.credentials(), clock)), dialect);
    }

    private static Dialect dialect(Session anonymous, AirflowAccess access) {
        if (access.api() != Api.AUTO) {
            return access.api() == Api.V1 ? new FirstDialect() : new SecondDialect();
        }
        Session asking =
                access.credentials() instanceof Credentials.Token token ? anonymous.as(Login.bearer(token)) : anonymous;
        List<String> answers = new ArrayList<>();
        for (Dialect dialect : List.of(new SecondDialect(), new FirstDialect())) {
            Call call = Call.get(dialect.root() + "/version", "ask Airflow which release it is");
            Outcome.Reply reply = asking.reply(call);
            JsonNode json = reply.isGood() ? Json.parsed(reply.text()) : null;
            if (json != null && json.hasNonNull("version")) {
                return dialect;
            }
            if (reply.isPassing()) {
                throw asking.problem(call, reply);
            }
            answers.add(dialect.root() + "/version: " + reply.status());
        }
        throw AirflowError.NOT_FOUND.problem("Cannot find Airflow at " + access.url() + ": what is there knows neither"
                + " release of its REST API (" + String.join(", ", answers)
                + "). Check `airflow: url:` in sluice.yaml, or say there which one it is with `api: v1` or `api: v2`.");
    }

    JsonNode json(String path, String doing) {
        return session.json(Call.get(dialect.root() + path, doing));
    }

    Optional<JsonNode> found(String path, String doing) {
        return session.found(Call.get(dialect.root() + path, doing));
    }

    void patch(String path, Object body, String doing) {
        session.good(Call.patch(dialect.root() + path, Json.written(body), doing));
    }

    Health health() {
        JsonNode json = session.json(Call.get(dialect.healthPath(), "ask how Airflow is"));
        List<Health.Part> parts = new ArrayList<>();
        json.fields().forEachRemaining(part -> {
            String status = Json.text(part.getValue(), "status");
            if (status != null) {
                parts.add(new Health.Part(
                        part.getKey(),
                        status.equals("healthy"),
                        Json.instant(part.getValue(), "latest_" + part.getKey() + "_heartbeat")));
            }
        });
        return new Health(parts);
    }

    /** @param path with a query that others may follow */
    Pages pages(String path, String items, String doing) {
        return new Pages(session, dialect.root() + path, items, doing);
    }
}
