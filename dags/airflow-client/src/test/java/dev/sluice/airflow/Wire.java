package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.airflow.AirflowStandIn.Answer;
import dev.sluice.airflow.AirflowStandIn.Request;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What both releases of the API have in common, seen from the server. */
abstract class Wire {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int NO_METHOD = 405;

    private final Airflow behind;
    private int pageLimit = 100;
    private int disorder;

    Wire(Airflow behind) {
        this.behind = behind;
    }

    final Airflow behind() {
        return behind;
    }

    /** More than this are never on a page. */
    final void limitPages(int most) {
        pageLimit = most;
    }

    /** So many later pages are of the list in another order than the first. */
    final void disorderPages(int pages) {
        disorder = pages;
    }

    private <T> List<T> inSomeOrder(List<T> all, int offset) {
        if (offset == 0 || disorder == 0) {
            return all;
        }
        disorder--;
        List<T> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        return reversed;
    }

    abstract String root();

    abstract String version();

    /** What needs no login; null when the request is about something else. */
    abstract @Nullable Answer open(Request request);

    abstract boolean knows(Request request);

    abstract Answer refusal(int status, String message);

    abstract int badRequest();

    abstract Set<String> triggerMembers();

    abstract Set<String> parametersOf(String list);

    abstract Map<String, Object> dag(Dag dag);

    abstract Map<String, Object> run(DagRun run);

    abstract Answer log(Request request, List<String> lines);

    final Answer answer(Request request) {
        Answer open = open(request);
        if (open != null) {
            return open;
        }
        if (!request.uri().getPath().startsWith(root() + "/")) {
            throw new Refusal(NOT_FOUND, "Not Found");
        }
        if (!knows(request)) {
            throw new Refusal(UNAUTHORIZED, "Not authenticated");
        }
        List<String> steps = request.steps().subList(2, request.steps().size());
        return switch (steps.get(0)) {
            case "dags" -> dags(request, steps);
            case "importErrors" ->
                page(
                        request,
                        "import_errors",
                        behind.importErrors(),
                        error ->
                                Map.of("filename", error.file(), "stack_trace", error.message(), "import_error_id", 1));
            default -> throw new Refusal(NOT_FOUND, "Not Found");
        };
    }

    private Answer dags(Request request, List<String> steps) {
        if (steps.size() == 1) {
            String pattern = request.parameter("dag_id_pattern", "");
            List<Dag> dags = behind.dags("").stream()
                    .filter(dag -> dag.id().contains(pattern))
                    .toList();
            return page(request, "dags", dags, this::dag);
        }
        String dagId = steps.get(1);
        Dag dag = behind.dag(dagId)
                .orElseThrow(() -> new Refusal(NOT_FOUND, "The Dag with ID: `" + dagId + "` was not found"));
        if (steps.size() == 2) {
            return request.method().equals("PATCH") ? patched(request, dagId) : Answer.json(OK, dag(dag));
        }
        return steps.size() == 3 ? runs(request, dagId) : ofRun(request, new DagRunId(dagId, steps.get(3)), steps);
    }

    private Answer patched(Request request, String dagId) {
        JsonNode body = body(request, Set.of("is_paused"), Set.of("is_paused"));
        if (body.path("is_paused").asBoolean()) {
            behind.pause(dagId);
        } else {
            behind.unpause(dagId);
        }
        return Answer.json(OK, dag(behind.dag(dagId).orElseThrow()));
    }

    private Answer runs(Request request, String dagId) {
        if (request.method().equals("GET")) {
            return page(request, "dag_runs", behind.newest(dagId, Integer.MAX_VALUE), this::run);
        }
        JsonNode body = body(request, triggerMembers(), root().endsWith("2") ? Set.of("logical_date") : Set.of());
        Instant start = Json.instant(body, "data_interval_start");
        Instant end = Json.instant(body, "data_interval_end");
        Trigger trigger = new Trigger(
                new DagRunId(dagId, body.path("dag_run_id").asText()),
                Json.map(body.path("conf")),
                Json.instant(body, "logical_date"),
                start == null || end == null ? null : new TimeRange(start, end),
                Json.text(body, "note"));
        if (behind.run(trigger.id()).isPresent()) {
            throw new Refusal(
                    409,
                    "DAGRun with DAG ID: '" + dagId + "' and DAGRun ID: '"
                            + trigger.id().run() + "' already exists");
        }
        return Answer.json(OK, run(behind.trigger(trigger)));
    }

    private Answer ofRun(Request request, DagRunId id, List<String> steps) {
        DagRun run = behind.run(id)
                .orElseThrow(() -> new Refusal(
                        NOT_FOUND,
                        "The DagRun with dag_id: `" + id.dag() + "` and run_id: `" + id.run() + "` was not found"));
        if (steps.size() == 4) {
            if (request.method().equals("PATCH")) {
                body(request, Set.of("state"), Set.of("state"));
                behind.end(id);
            }
            return Answer.json(OK, run(behind.run(id).orElse(run)));
        }
        if (steps.size() == 5) {
            return page(request, "task_instances", behind.tasks(id), Wire::task);
        }
        int element = Integer.parseInt(request.parameter("map_index", "-1"));
        TaskRun task = behind.tasks(id).stream()
                .filter(one -> one.task().equals(steps.get(5)) && one.element() == element)
                .findFirst()
                .orElseThrow(() -> new Refusal(NOT_FOUND, "TaskInstance not found"));
        return log(request, behind.log(id, task));
    }

    /** The body, if it has nothing but what is known and all that must be there. */
    private JsonNode body(Request request, Set<String> known, Set<String> required) {
        JsonNode body = Json.parsed(request.body());
        if (body == null) {
            throw new Refusal(badRequest(), "no JSON");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new Refusal(badRequest(), "Extra inputs are not permitted: " + name);
            }
        });
        required.forEach(name -> {
            if (!body.has(name)) {
                throw new Refusal(badRequest(), "Field required: " + name);
            }
        });
        return body;
    }

    private <T> Answer page(Request request, String items, List<T> all, Function<T, Map<String, Object>> json) {
        Set<String> unknown = new TreeSet<>(request.parameters());
        unknown.removeAll(Set.of("limit", "offset"));
        unknown.removeAll(parametersOf(items));
        if (!unknown.isEmpty()) {
            throw new Refusal(badRequest(), "Extra query parameter(s) " + unknown);
        }
        int offset = Math.min(all.size(), Integer.parseInt(request.parameter("offset", "0")));
        int limit = Math.min(pageLimit, Integer.parseInt(request.parameter("limit", "50")));
        List<T> page = inSomeOrder(all, offset).subList(offset, Math.min(all.size(), offset + limit));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(items, page.stream().map(json).toList());
        body.put("total_entries", all.size());
        return Answer.json(OK, body);
    }

    private static Map<String, Object> task(TaskRun task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task_id", task.task());
        json.put("map_index", task.element());
        json.put(
                "state",
                task.state() == TaskState.NONE ? null : task.state().name().toLowerCase(Locale.ROOT));
        json.put("try_number", task.attempt());
        json.put("start_date", text(task.startedAt()));
        json.put("end_date", text(task.endedAt()));
        json.put("something_new", List.of());
        return json;
    }

    static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString().replace("Z", "+00:00");
    }

    static Map<String, Object> commonOf(DagRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dag_id", run.id().dag());
        json.put("dag_run_id", run.id().run());
        json.put("state", run.state().name().toLowerCase(Locale.ROOT));
        json.put("run_type", run.type());
        json.put("logical_date", text(run.logicalDate()));
        json.put(
                "data_interval_start",
                run.interval() == null ? null : text(run.interval().from()));
        json.put(
                "data_interval_end",
                run.interval() == null ? null : text(run.interval().until()));
        json.put("start_date", text(run.startedAt()));
        json.put("end_date", text(run.endedAt()));
        json.put("conf", run.conf());
        json.put("note", run.note());
        return json;
    }

    static Map<String, Object> commonOf(Dag dag) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dag_id", dag.id());
        json.put("is_paused", dag.paused());
        json.put("has_import_errors", dag.broken());
        json.put("tags", tags(dag));
        return json;
    }

    private static List<Map<String, String>> tags(Dag dag) {
        List<Map<String, String>> tags = new ArrayList<>();
        dag.tags().forEach(tag -> tags.add(Map.of("name", tag)));
        return tags;
    }
}
