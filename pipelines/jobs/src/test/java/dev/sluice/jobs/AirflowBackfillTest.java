package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.airflow.AirflowStandIn;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.InMemoryAirflow;
import dev.sluice.airflow.InMemoryAirflow.Step;
import dev.sluice.airflow.RunState;
import dev.sluice.airflow.TaskState;
import dev.sluice.airflow.Trigger;
import dev.sluice.definition.FeatureProject;
import dev.sluice.project.AirflowSettings.Api;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.transform.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills that Airflow carries out. A server stands in for it, whose tasks really run the command that the DAG's tasks run. */
class AirflowBackfillTest {
    private static final String USER = "SLUICE_USER";
    private static final String DAG = "small__backfill";

    private final InMemoryAirflow behind = new InMemoryAirflow(Clock.systemUTC()).with(Dag.manual(DAG), this::steps);
    private final AirflowStandIn server = AirflowStandIn.of(Api.V2, behind, System.getenv("PATH"));
    private final List<CommandRun> tasks = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Runnable beforeFirstTask = () -> {};

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @AfterEach
    void close() {
        server.close();
        System.clearProperty(USER);
    }

    /** What the backfill DAG makes of its conf: a task for each chunk. */
    private List<Step> steps(Trigger trigger) {
        List<Step> steps = new ArrayList<>();
        for (Object chunk : list(trigger, "chunks")) {
            Map<?, ?> range = (Map<?, ?>) chunk;
            List<String> words = new ArrayList<>(List.of(
                    "backfill",
                    String.valueOf(trigger.conf().get("view")),
                    "--from",
                    String.valueOf(range.get("from")),
                    "--to",
                    String.valueOf(range.get("to"))));
            list(trigger, "arguments").forEach(word -> words.add(String.valueOf(word)));
            steps.add(new Step("chunk", steps.size(), attempt -> done(words), List.of()));
        }
        return steps;
    }

    private static List<?> list(Trigger trigger, String member) {
        return (List<?>) trigger.conf().getOrDefault(member, List.of());
    }

    private TaskState done(List<String> words) {
        if (tasks.isEmpty()) {
            beforeFirstTask.run();
        }
        CommandRun run = CommandRun.of(folder, words.toArray(String[]::new));
        tasks.add(run);
        return run.exitStatus() == 0 ? TaskState.SUCCESS : TaskState.FAILED;
    }

    private SmallProject project(String settings) throws IOException {
        SmallProject project = SmallProject.in(folder);
        project.write(
                "sluice.yaml",
                Files.readString(folder.resolve("sluice.yaml")) + "airflow: {url: \"" + server.url()
                        + "\", user: ada, password_variable: PATH}\n" + settings);
        Project read = FeatureProject.read(folder);
        try (Registry registry = Registries.open(read)) {
            registry.apply(read, Instant.EPOCH);
        }
        return project;
    }

    private static CommandRun backfill(SmallProject project, String... more) {
        List<String> words =
                new ArrayList<>(List.of("backfill", "--from", "2001-03-01", "--to", "2001-03-04", "--via", "airflow"));
        words.addAll(List.of(more));
        return project.sluice(words.toArray(String[]::new));
    }

    private List<DagRun> runs() {
        return behind.newest(DAG, 10);
    }

    @Test
    void aPlanIsCarriedOutInChunksThatAreAgreedWithTheDag() throws IOException {
        SmallProject project = project("");
        JsonNode answer = backfill(project, "--chunk", "2").succeeds().json();
        assertThat(answer.at("/promoted").asInt()).isEqualTo(3);
        assertThat(answer.at("/state").asText()).isEqualTo("COMPLETED");
        assertThat(answer.at("/report/rows").asInt()).isPositive();
        assertThat(answer.at("/runs/0/tasks")).hasSize(2);
        String hash = answer.at("/hash").asText();
        DagRun run = runs().get(0);
        assertThat(runs()).hasSize(1);
        assertThat(run.id().run()).isEqualTo("sluice__airport_delays.v1__" + hash.substring(0, 12) + "__1");
        assertThat(run.conf())
                .containsEntry("view", "airport_delays@1")
                .containsEntry(
                        "chunks",
                        List.of(
                                Map.of("from", "2001-03-01", "to", "2001-03-03"),
                                Map.of("from", "2001-03-03", "to", "2001-03-04")))
                .containsEntry("arguments", List.of("--part-of", hash, "--parallelism", "3"));
        assertThat(tasks)
                .extracting(task -> task.json().at("/promoted").asInt())
                .containsExactly(2, 1);
        assertThat(project.sluice("backfill", "--resume", "--via", "airflow")
                        .failsWith(2)
                        .err())
                .contains("Cannot find a backfill of small that was begun and is not over.");
        assertThat(backfill(project).answer("/up_to_date").asInt()).isEqualTo(3);
        assertThat(project.sluice("history", "airport_delays", "--from", "2001-03-02", "--to", "2001-03-03")
                        .answer("/runs")
                        .findValuesAsText("partition"))
                .containsExactly("2001-03-02");
        assertThat(project.sluice("backfill", "--plan", "--part-of", hash)
                        .failsWith(2)
                        .err())
                .contains("Cannot do both: --part-of computes a part of a backfill.");
    }

    @Test
    void whatIsLeftIsResumedAsAnotherRun() throws IOException {
        SmallProject project = project("");
        String flights = Files.readString(folder.resolve("flights.csv"));
        project.write("flights.csv", flights.replace(",60,ATL", ",6000,ATL"));
        CommandRun refused = backfill(project, "--chunk", "1").failsWith(1);
        assertThat(refused.json().at("/promoted").asInt()).isEqualTo(2);
        assertThat(refused.json().at("/state").asText()).isEqualTo("PAUSED");
        assertThat(refused.err()).contains("Cannot promote airport_delays@1 2001-03-03");
        assertThat(runs().get(0).state()).isEqualTo(RunState.FAILED);

        project.write("flights.csv", flights);
        JsonNode resumed = project.sluice("backfill", "--resume", "--via", "airflow")
                .succeeds()
                .json();
        assertThat(resumed.at("/promoted").asInt()).isEqualTo(1);
        assertThat(resumed.at("/state").asText()).isEqualTo("COMPLETED");
        assertThat(runs().get(0).id().run()).endsWith("__2");
        assertThat((List<?>) runs().get(0).conf().get("chunks")).hasSize(1);
    }

    @Test
    void theWholeIsApprovedAndItsPartsNeedNoMore() throws IOException {
        SmallProject project = project("backfill: {approval: {partitions: 1}}\n");
        System.setProperty(USER, "ada");
        assertThat(backfill(project).failsWith(1).err())
                .contains("3 partitions > 1, so a second person must approve it.");
        assertThat(runs()).isEmpty();
        String plan = project.path("plan.json");
        project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-04", "--plan", "--out", plan)
                .succeeds();
        System.setProperty(USER, "grace");
        project.sluice("backfill", "--approve", plan).succeeds();
        System.setProperty(USER, "ada");
        assertThat(backfill(project, "--chunk", "2").answer("/promoted").asInt())
                .isEqualTo(3);
    }

    @Test
    void aPausedBackfillBeginsNothingMoreAndAsksForNoRetry() throws IOException {
        SmallProject project = project("");
        beforeFirstTask = () -> project.sluice("backfill", "--pause").succeeds();
        CommandRun paused = backfill(project, "--chunk", "2").failsWith(1);
        assertThat(paused.err()).contains("Stopped on request. 3 partitions were not begun.");
        assertThat(paused.json().at("/state").asText()).isEqualTo("PAUSED");
        assertThat(tasks).extracting(CommandRun::exitStatus).containsExactly(2, 2);
        assertThat(tasks.get(0).err()).contains("it is PAUSED. `sluice backfill --resume --via airflow` goes on");
        assertThat(tasks.get(0).json().at("/error/code").asText()).isEqualTo("BACKFILL_STOPPED");
        assertThat(project.sluice("backfill", "--resume", "--via", "airflow")
                        .answer("/promoted")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aCancelledBackfillEndsItsRun() throws Exception {
        SmallProject project = project("");
        behind.pause(DAG);
        CompletableFuture<CommandRun> watch = CompletableFuture.supplyAsync(() -> backfill(project));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (runs().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        CommandRun cancelled =
                project.sluice("backfill", "--cancel", "--via", "airflow").succeeds();
        assertThat(cancelled.json().at("/state").asText()).isEqualTo("CANCELLED");
        // Who cancels ends the run, unless whoever watches it has done so first.
        assertThat(cancelled.err()).matches("(?s)|.*Ended the run sluice__airport_delays.v1__.*");
        CommandRun watched = watch.get(60, TimeUnit.SECONDS).failsWith(1);
        assertThat(watched.json().at("/state").asText()).isEqualTo("CANCELLED");
        assertThat(watched.err()).contains("small__backfill is paused in Airflow: nothing begins until");
        assertThat(runs().get(0).state()).isEqualTo(RunState.FAILED);
        assertThat(tasks).isEmpty();
        project.sluice("backfill", "--resume", "--via", "airflow").failsWith(2);
    }

    /** Who cannot look, or finds that another one began first, stops nothing that goes on. */
    @Test
    void onlyARunThatAirflowDidNotTakePausesABackfill() throws IOException {
        SmallProject project = project("");
        String runs = "GET .*/dagRuns/sluice__.*";
        server.answeringNext(runs, 400, "{\"detail\": \"not now\"}");
        assertThat(backfill(project).failsWith(2).err()).contains("not now");
        assertThat(state()).isEqualTo(BackfillState.RUNNING);

        String hash = backfill(project, "--plan").answer("/hash").asText().substring(0, 12);
        behind.pause(DAG);
        behind.trigger(Trigger.of(new DagRunId(DAG, "sluice__airport_delays.v1__" + hash + "__1"))
                .withConf(Map.of("view", "of another one")));
        String absent = "{\"detail\": \"was not found\"}";
        server.answeringNext(runs, 404, absent).answeringNext(runs, 404, absent);
        assertThat(backfill(project).failsWith(1).err()).contains("a run of this id that was triggered otherwise");
        assertThat(state()).isEqualTo(BackfillState.RUNNING);

        server.answeringNext(runs, 404, absent)
                .answeringNext(runs, 404, absent)
                .answeringNext("POST .*/dagRuns", 400, "{\"detail\": \"no such pool\"}");
        assertThat(backfill(project).failsWith(2).err()).contains("no such pool");
        assertThat(state()).isEqualTo(BackfillState.PAUSED);
    }

    private BackfillState state() {
        try (Registry registry = Registries.open(FeatureProject.read(folder))) {
            return registry.backfills("small").get(0).state();
        }
    }

    @Test
    void withoutTheDagNothingIsBegun() throws IOException {
        SmallProject project = project("");
        project.write(
                "sluice.yaml",
                Files.readString(folder.resolve("sluice.yaml")).replace("project: small", "project: other"));
        Project read = FeatureProject.read(folder);
        try (Registry registry = Registries.open(read)) {
            registry.apply(read, Instant.EPOCH);
        }
        assertThat(backfill(project).failsWith(2).err())
                .contains("Cannot find the DAG 'backfill' in Airflow, nor 'other__backfill'.")
                .contains("put what `sluice dags compile` writes where Airflow reads its DAGs.");
        assertThat(project.sluice("backfill", "--resume").failsWith(2).err())
                .contains("Cannot find a backfill of other");
        assertThat(project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-04", "--part-of", "0".repeat(64))
                        .failsWith(2)
                        .err())
                .contains("--part-of takes the hash that `sluice backfill --via airflow` has shown.");
    }
}
