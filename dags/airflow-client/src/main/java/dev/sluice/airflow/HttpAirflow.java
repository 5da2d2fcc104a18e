package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Airflow over its stable REST API. */
public final class HttpAirflow implements Airflow {
    private static final int CONFLICT = 409;
    private static final int MOST_READINGS = 5;

    private final Session anonymous;
    private final AirflowAccess access;
    private final Clock clock;
    private @Nullable Server server;

    private HttpAirflow(AirflowAccess access, Clock clock) {
        Channel channel = new Channel(access.url(), access.patience().connect());
        this.anonymous = new Session(channel, Login.NONE, access.patience());
        this.access = access;
        this.clock = clock;
    }

    /** Asks nothing yet. */
    public static HttpAirflow of(AirflowAccess access, Clock clock) {
        return new HttpAirflow(access, clock);
    }

    private synchronized Server server() {
        Server known = server;
        if (known == null) {
            known = Server.at(anonymous, access, clock);
            server = known;
        }
        return known;
    }

    @Override
    public String version() {
        JsonNode json = server().json("/version", "ask for the version of Airflow");
        return json.path("version").asText();
    }

    @Override
    public Health health() {
        return server().health();
    }

    @Override
    public List<Dag> dags(String prefix) {
        String path = "/dags?order_by=dag_id" + (prefix.isEmpty() ? "" : "&dag_id_pattern=" + Call.encoded(prefix));
        return server().pages(path, "dags", "list the DAGs").limited(Integer.MAX_VALUE).stream()
                .map(server().dialect()::dag)
                .filter(dag -> dag.id().startsWith(prefix))
                .collect(unique(Dag::id));
    }

    @Override
    public Optional<Dag> dag(String dagId) {
        return server().found(dag(dagId, ""), "look at the DAG " + dagId).map(server().dialect()::dag);
    }

    @Override
    public void pause(String dagId) {
        server().patch(dag(dagId, "?update_mask=is_paused"), Map.of("is_paused", true), "pause the DAG " + dagId);
    }

    @Override
    public void unpause(String dagId) {
        server().patch(dag(dagId, "?update_mask=is_paused"), Map.of("is_paused", false), "unpause the DAG " + dagId);
    }

    @Override
    public DagRun trigger(Trigger trigger) {
        long end = System.nanoTime() + access.patience().call().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return triggered(trigger);
            } catch (LostAnswerException lost) {
                Optional<DagRun> there = readBack(trigger, lost);
                if (there.isPresent()) {
                    return same(trigger, there.get());
                }
                if (!server().session().pauseAfter(attempt, lost, Duration.ofNanos(end - System.nanoTime()))) {
                    throw untold(trigger, lost);
                }
            }
        }
    }

    private DagRun triggered(Trigger trigger) {
        Call call = Call.post(
                server().dialect().root() + dag(trigger.id().dag(), "/dagRuns"),
                Json.written(server().dialect().body(trigger)),
                "trigger the run " + trigger.id());
        Outcome.Reply reply = server().session().reply(call);
        if (reply.status() == CONFLICT) {
            return run(trigger.id())
                    .map(there -> same(trigger, there))
                    .orElseThrow(() -> server().session().problem(call, reply));
        }
        JsonNode json = reply.isGood() ? Json.parsed(reply.text()) : null;
        if (reply.isGood() && json == null) {
            throw untold(trigger, null);
        }
        if (json == null) {
            throw server().session().problem(call, reply);
        }
        return server().dialect().run(json);
    }

    private Optional<DagRun> readBack(Trigger trigger, UnknownOutcomeException lost) {
        try {
            return run(trigger.id());
        } catch (SluiceException unreachable) {
            lost.addSuppressed(unreachable);
            throw untold(trigger, lost);
        }
    }

    private UnknownOutcomeException untold(Trigger trigger, @Nullable UnknownOutcomeException lost) {
        return new UnknownOutcomeException(
                AirflowError.UNKNOWN_OUTCOME,
                "Cannot tell whether the run " + trigger.id() + " was triggered: Airflow at " + access.url()
                        + " was asked to and its answer was lost"
                        + (lost == null ? "" : " (" + lost.getMessage() + ")")
                        + ". Look with `sluice dags watch " + trigger.id().dag() + " "
                        + trigger.id().run() + "`; triggering it again with the same run id is safe.",
                lost);
    }

    private DagRun same(Trigger trigger, DagRun there) {
        boolean sameDate =
                trigger.logicalDate() == null || trigger.logicalDate().equals(there.logicalDate());
        if (sameDate && Json.same(trigger.conf(), there.conf())) {
            return there;
        }
        throw AirflowError.CONFLICT.problem("Cannot trigger the run " + trigger.id() + ": Airflow at " + access.url()
                + " has a run of this id that was triggered otherwise (" + Json.written(there.conf())
                + "). Choose another run id.");
    }

    @Override
    public Optional<DagRun> run(DagRunId id) {
        return server().found(run(id, ""), "look at the run " + id).map(server().dialect()::run);
    }

    /** An empty list is also what Airflow 2 says of what is not there. */
    @Override
    public List<DagRun> newest(String dagId, int most) {
        String doing = "list the runs of " + dagId;
        List<DagRun> runs =
                server().pages(dag(dagId, "/dagRuns?order_by=-id"), "dag_runs", doing).limited(most).stream()
                        .map(server().dialect()::run)
                        .collect(unique(DagRun::id));
        if (runs.isEmpty()) {
            server().json(dag(dagId, ""), doing);
        }
        return runs;
    }

    /** The pages of Airflow 2 have no order: one that stands on two of them has taken the place of another. */
    @Override
    public List<TaskRun> tasks(DagRunId id) {
        String doing = "list the tasks of " + id;
        Pages pages = server().pages(run(id, "/taskInstances?"), "task_instances", doing);
        Map<String, TaskRun> tasks = new LinkedHashMap<>();
        boolean all = false;
        for (int reading = 0; reading < MOST_READINGS && !all; reading++) {
            List<JsonNode> read = pages.limited(Integer.MAX_VALUE);
            read.stream().map(HttpAirflow::task).forEach(task -> tasks.put(task.name(), task));
            all = tasks.size() >= read.size();
        }
        if (tasks.isEmpty()) {
            server().json(run(id, ""), doing);
        }
        return tasks.values().stream()
                .sorted(Comparator.comparing(TaskRun::task).thenComparing(TaskRun::element))
                .toList();
    }

    private static TaskRun task(JsonNode json) {
        return new TaskRun(
                json.path("task_id").asText(),
                json.path("map_index").asInt(TaskRun.UNMAPPED),
                Json.word(TaskState.class, Json.text(json, "state"), TaskState.NONE, TaskState.OTHER),
                json.path("try_number").asInt(),
                Json.instant(json, "start_date"),
                Json.instant(json, "end_date"));
    }

    @Override
    public List<String> log(DagRunId id, TaskRun task) {
        String path = run(id, "/taskInstances/" + Call.encoded(task.task()) + "/logs/" + Math.max(1, task.attempt()))
                + "?map_index=" + task.element();
        return server().dialect()
                .log(
                        server().session(),
                        server().dialect().root() + path,
                        "read the log of " + task.name() + " in " + id);
    }

    @Override
    public void end(DagRunId id) {
        server().patch(run(id, ""), Map.of("state", "failed"), "end the run " + id);
    }

    @Override
    public List<ImportError> importErrors() {
        return server()
                .pages("/importErrors?", "import_errors", "list the import errors")
                .limited(Integer.MAX_VALUE)
                .stream()
                .map(json -> new ImportError(
                        json.path("filename").asText(), json.path("stack_trace").asText()))
                .toList();
    }

    private static String dag(String dagId, String rest) {
        return "/dags/" + Call.encoded(dagId) + rest;
    }

    private static String run(DagRunId id, String rest) {
        return dag(id.dag(), "/dagRuns/" + Call.encoded(id.run()) + rest);
    }

    /** Pages move while they are read: what stands on two of them is there once. */
    private static <T> Collector<T, ?, List<T>> unique(Function<T, Object> key) {
        return Collectors.collectingAndThen(
                Collectors.toMap(key, Function.identity(), (first, again) -> first, LinkedHashMap::new),
                map -> List.copyOf(new ArrayList<>(map.values())));
    }
}
