package dev.sluice.orchestration;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Orchestration;
import dev.sluice.project.Orchestration.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** DAGs as a file of Python: the same tasks as those of the manifest, written out. */
final class PythonDags {
    private final CompiledDags compiled;
    private final Orchestration orchestration;
    private final StringBuilder text = new StringBuilder();

    PythonDags(CompiledDags compiled) {
        this.compiled = compiled;
        this.orchestration = compiled.orchestration();
    }

    String text() {
        text.setLength(0);
        head();
        compiled.dags().forEach(this::dag);
        backfill();
        return text.toString();
    }

    private void head() {
        line(
                0,
                "\"\"\"The DAGs of the project " + compiled.project().name()
                        + ", written by `sluice dags compile --emit python`: yours to read and to edit.");
        line(0, "");
        line(0, "sluice_airflow.py stands beside this file.");
        line(0, "\"\"\"");
        line(0, "");
        line(0, "from datetime import datetime, timedelta, timezone");
        line(0, "");
        line(0, "from sluice_airflow import (");
        line(
                1,
                "DAG, Application, BackfillChunks, CronDataIntervalTimetable, Materialization, PartitionsPromoted, SluiceCommand,");
        line(1, "SluicePod, TaskGroup, ViewsOfInterval, ViewWatch, asset)");
        line(0, "");
        Launcher launcher = new Launcher(orchestration.launch());
        launch("SPARK", launcher.spark());
        launch("PLAIN", launcher.plain());
        line(0, "COMMON = dict(");
        line(
                1,
                "start_date=datetime(1970, 1, 1, tzinfo=timezone.utc), catchup=False, tags=[\"sluice\", "
                        + PythonLiteral.of(compiled.project().name()) + "],");
        line(1, "default_args=dict(");
        line(
                2,
                "retries=" + orchestration.retries().times() + ", retry_delay="
                        + span(orchestration.retries().delay().duration())
                        + ", retry_exponential_backoff=True, max_retry_delay=" + span(Duration.ofMinutes(30)) + "))");
    }

    private void launch(String name, List<String> command) {
        Pod pod = orchestration.launch().pod();
        line(
                0,
                name + " = dict(command=" + PythonLiteral.of(command) + ", folder="
                        + PythonLiteral.of(compiled.folder())
                        + (pod == null
                                ? ""
                                : ", image=" + PythonLiteral.of(pod.image()) + ", namespace="
                                        + PythonLiteral.of(pod.namespace()))
                        + ")");
    }

    private void dag(ScheduledDag dag) {
        line(0, "");
        line(
                0,
                "with DAG(" + PythonLiteral.of(dag.id()) + ", schedule=CronDataIntervalTimetable("
                        + PythonLiteral.of(dag.schedule()) + ", timezone=\"UTC\"), max_active_runs="
                        + dag.maxActiveRuns()
                        + ", **COMMON):");
        if (orchestration.watcher()) {
            levels(dag).forEach((level, views) -> application(dag, level, views));
        }
        dag.views().forEach(view -> group(dag, view));
        edges(dag);
    }

    private static Map<Integer, List<ScheduledView>> levels(ScheduledDag dag) {
        Map<Integer, List<ScheduledView>> levels = new TreeMap<>();
        dag.views()
                .forEach(view -> levels.computeIfAbsent(view.level(), level -> new ArrayList<>())
                        .add(view));
        return levels;
    }

    private void application(ScheduledDag dag, int level, List<ScheduledView> views) {
        List<String> upstream = views.stream()
                .map(view -> PythonLiteral.of(name(view)) + ": " + PythonLiteral.of(upstreamTasks(view)))
                .toList();
        Duration timeout = views.stream().map(ScheduledView::timeout).reduce(Duration.ZERO, Duration::plus);
        line(1, "application_" + level + " = Application(");
        line(
                2,
                "task_id=\"application_" + level + "\", job=ViewsOfInterval("
                        + PythonLiteral.of(
                                views.stream().map(view -> view.view().id()).toList()) + ", "
                        + granularity(dag) + "), trigger_rule=\"all_done\", priority_weight=100,");
        line(2, "upstream={" + String.join(", ", upstream) + "},");
        line(
                2,
                "pool=" + PythonLiteral.of(orchestration.pools().run()) + ", execution_timeout=" + span(timeout)
                        + ", **SPARK)");
    }

    private static List<String> upstreamTasks(ScheduledView view) {
        List<String> tasks = new ArrayList<>();
        view.upstream().forEach(upstream -> tasks.add(id(upstream) + ".run"));
        view.awaited().forEach(other -> tasks.add(view.id() + ".await_" + ScheduledView.id(other)));
        return tasks;
    }

    private void group(ScheduledDag dag, ScheduledView view) {
        line(1, "with TaskGroup(" + PythonLiteral.of(view.id()) + "):");
        run(dag, view);
        view.awaited().forEach(other -> await(dag, view, other));
        if (view.view().online()) {
            line(2, view.id() + " >> " + operator() + "(");
            line(
                    3,
                    "task_id=\"materialize\", job=Materialization(" + PythonLiteral.of(name(view)) + "), pool="
                            + PythonLiteral.of(orchestration.pools().materialize()) + ",");
            line(
                    3,
                    "execution_timeout=" + span(view.timeout()) + ", owner=" + PythonLiteral.of(view.owner())
                            + ", **PLAIN)");
        }
    }

    private void run(ScheduledDag dag, ScheduledView view) {
        String job = "job=ViewsOfInterval([" + PythonLiteral.of(name(view)) + "], " + granularity(dag) + ")";
        String common = "task_id=\"run\", outlets=[asset("
                + PythonLiteral.of(view.asset(compiled.project().name())) + ")], pool="
                + PythonLiteral.of(orchestration.pools().run()) + ", owner=" + PythonLiteral.of(view.owner()) + ",";
        line(2, view.id() + " = " + (orchestration.watcher() ? "ViewWatch(" : operator() + "("));
        line(3, common);
        if (orchestration.watcher()) {
            line(
                    3,
                    "application=\"application_" + view.level() + "\", alone=dict(" + job
                            + ", **SPARK), execution_timeout=" + span(view.timeout()) + ")");
        } else {
            line(3, job + ", execution_timeout=" + span(view.timeout()) + ", **SPARK)");
        }
    }

    private void await(ScheduledDag dag, ScheduledView view, FeatureView other) {
        line(2, "PartitionsPromoted(");
        line(
                3,
                "task_id=" + PythonLiteral.of("await_" + ScheduledView.id(other)) + ", view="
                        + PythonLiteral.of(other.id().toString()) + ", view_granularity="
                        + PythonLiteral.of(Manifest.name(other.granularity())) + ", granularity=" + granularity(dag)
                        + ",");
        line(
                3,
                "poke_interval=60, timeout=" + view.timeout().toSeconds() + ", pool="
                        + PythonLiteral.of(orchestration.pools().run())
                        + ", command=PLAIN[\"command\"], folder=PLAIN[\"folder\"]) >> "
                        + (orchestration.watcher()
                                ? "[" + view.id() + ", application_" + view.level() + "]"
                                : view.id()));
    }

    private void edges(ScheduledDag dag) {
        dag.views()
                .forEach(view -> view.upstream().forEach(upstream -> {
                    line(1, id(upstream) + " >> " + view.id());
                    if (orchestration.watcher()) {
                        line(1, id(upstream) + " >> application_" + view.level());
                    }
                }));
    }

    private void backfill() {
        line(0, "");
        line(
                0,
                "with DAG(" + PythonLiteral.of(compiled.backfillId())
                        + ", schedule=None, max_active_runs=4, **COMMON):");
        line(
                1,
                "chunks = BackfillChunks(task_id=\"chunks\", views=" + PythonLiteral.of(compiled.views())
                        + ", retries=0)");
        line(
                1,
                operator() + ".partial(task_id=\"chunk\", pool="
                        + PythonLiteral.of(orchestration.pools().backfill())
                        + ", **SPARK).expand(arguments=chunks.output)");
    }

    private String operator() {
        return orchestration.launch().pod() == null ? "SluiceCommand" : "SluicePod";
    }

    private static String granularity(ScheduledDag dag) {
        return PythonLiteral.of(Manifest.name(dag.granularity()));
    }

    private static String name(ScheduledView view) {
        return view.view().id().toString();
    }

    private static String id(ViewId view) {
        return view.name() + "_v" + view.version();
    }

    private static String span(Duration span) {
        return "timedelta(seconds=" + span.toSeconds() + ")";
    }

    private void line(int depth, String words) {
        text.append("    ".repeat(words.isEmpty() ? 0 : depth)).append(words).append('\n');
    }
}
