package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.problem.SluiceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a server says when it does not do what it was asked, in whichever of its forms. */
final class Complaint {
    private static final int LONGEST = 600;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int OURS = 400;
    private static final int THEIRS = 500;

    private final URI base;

    Complaint(URI base) {
        this.base = base;
    }

    /** The problem that an answer is. */
    SluiceException problem(Call call, Outcome.Reply reply) {
        String said = "Cannot " + call.doing() + ": Airflow at " + base + " answers " + reply.status() + " ("
                + text(reply.text()) + ").";
        return code(reply).problem(said + remedy(reply));
    }

    /** Whether Airflow itself says that there is no such thing: a proxy without a server behind it says 404, too. */
    static boolean isOfAbsence(Outcome.Reply reply) {
        JsonNode json = reply.status() == NOT_FOUND ? Json.parsed(reply.text()) : null;
        return json != null && json.isObject() && json.has("detail");
    }

    private static AirflowError code(Outcome.Reply reply) {
        int status = reply.status();
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> AirflowError.NOT_ALLOWED;
            case NOT_FOUND -> isOfAbsence(reply) ? AirflowError.NOT_FOUND : AirflowError.FAILED;
            case CONFLICT -> AirflowError.CONFLICT;
            case TOO_MANY -> AirflowError.FAILED;
            default -> status >= OURS && status < THEIRS ? AirflowError.REFUSED : AirflowError.FAILED;
        };
    }

    private static String remedy(Outcome.Reply reply) {
        return switch (code(reply)) {
            case NOT_ALLOWED ->
                " Check user and secret of `airflow:` in sluice.yaml, and what Airflow lets this user do.";
            case NOT_FOUND -> " Look with `sluice dags list`.";
            case FAILED ->
                reply.status() < OURS
                        ? " Is this the address of Airflow's web server? It sends to "
                                + reply.header("Location").map(Complaint::shown).orElse("nowhere") + "."
                        : " Try again; `sluice dags list` shows whether it is well.";
            default -> "";
        };
    }

    /** The words of an error's body: its detail is a text, a list of mistakes or an object; or it is no JSON. */
    static String text(String body) {
        JsonNode json = Json.parsed(body);
        if (json == null || !json.isObject()) {
            return shown(body.isBlank() ? "no reason given" : withoutMarkup(body));
        }
        JsonNode detail = json.path("detail");
        if (detail.isArray()) {
            return shown(mistakes(detail));
        }
        if (detail.isObject()) {
            return shown(joined(
                    detail.path("reason").asText(), detail.path("message").asText()));
        }
        return shown(joined(json.path("title").asText(), detail.asText()));
    }

    private static String joined(String first, String second) {
        if (first.isEmpty() || second.isEmpty() || second.contains(first)) {
            String one = second.isEmpty() ? first : second;
            return one.isEmpty() ? "no reason given" : one;
        }
        return first + ": " + second;
    }

    private static String mistakes(JsonNode list) {
        List<String> mistakes = new ArrayList<>();
        list.forEach(mistake -> {
            List<String> place = new ArrayList<>();
            mistake.path("loc").forEach(step -> place.add(step.asText()));
            mistakes.add(joined(String.join(".", place), mistake.path("msg").asText(mistake.asText())));
        });
        return String.join("; ", mistakes);
    }

    private static String withoutMarkup(String body) {
        return body.replaceAll("(?s)<(style|script).*?</\\1>", " ").replaceAll("<[^>]*>", " ");
    }

    /** What is shown on a terminal must not steer it, nor fill it. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
