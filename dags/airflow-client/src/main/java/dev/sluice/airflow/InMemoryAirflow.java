package dev.sluice.airflow;

import dev.sluice.problem.SluiceException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Airflow without a server, for trying things out: whenever somebody looks at a run, it goes one step further. */
public final class InMemoryAirflow implements Airflow {
    private final Clock clock;
    private final NavigableMap<String, Dag> dags = new TreeMap<>();
    private final Map<String, Function<Trigger, List<Step>>> work = new TreeMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<ImportError> importErrors = new ArrayList<>();

    public InMemoryAirflow(Clock clock) {
        this.clock = clock;
    }

    /**
     * A task of a run.
     *
     * @param work does an attempt, from 1, and says how it ended
     */
    public record Step(String task, int element, IntFunction<TaskState> work, List<String> log) {
        public Step {
            log = List.copyOf(log);
        }

        /** One that always ends so. */
        public static Step ending(String task, int element, TaskState end, String... log) {
            return new Step(task, element, attempt -> end, List.of(log));
        }
    }

    /** The same with a DAG whose runs do this. */
    public synchronized InMemoryAirflow with(Dag dag, Function<Trigger, List<Step>> steps) {
        dags.put(dag.id(), dag);
        work.put(dag.id(), steps);
        return this;
    }

    /** The same with a file that cannot be read. */
    public synchronized InMemoryAirflow with(ImportError error) {
        importErrors.add(error);
        return this;
    }

    @Override
    public String version() {
        return "0.0.0";
    }

    @Override
    public Health health() {
        return new Health(List.of(
                new Health.Part("metadatabase", true, null), new Health.Part("scheduler", true, clock.instant())));
    }

    @Override
    public synchronized List<Dag> dags(String prefix) {
        return dags.values().stream().filter(dag -> dag.id().startsWith(prefix)).toList();
    }

    @Override
    public synchronized Optional<Dag> dag(String dagId) {
        return Optional.ofNullable(dags.get(dagId));
    }

    @Override
    public synchronized void pause(String dagId) {
        dags.put(dagId, known(dagId).pausedIs(true));
    }

    @Override
    public synchronized void unpause(String dagId) {
        dags.put(dagId, known(dagId).pausedIs(false));
    }

    private Dag known(String dagId) {
        return dag(dagId).orElseThrow(() -> unknown("DAG " + dagId));
    }

    private Run known(DagRunId id) {
        return of(id).orElseThrow(() -> unknown("run " + id));
    }

    private static SluiceException unknown(String what) {
        return AirflowError.NOT_FOUND.problem("Cannot find the " + what + " in Airflow. Look with `sluice dags list`.");
    }

    private Optional<Run> of(DagRunId id) {
        return runs.stream().filter(run -> run.now.id().equals(id)).findFirst();
    }

    @Override
    public synchronized DagRun trigger(Trigger trigger) {
        known(trigger.id().dag());
        Optional<Run> there = of(trigger.id());
        if (there.isPresent()) {
            if (there.get().trigger.equals(trigger)) {
                return there.get().now;
            }
            throw conflict(trigger, "a run of this id that was triggered otherwise");
        }
        if (runs.stream().anyMatch(run -> run.sharesDate(trigger))) {
            throw conflict(trigger, "another run of the logical date " + trigger.logicalDate());
        }
        Run run = new Run(
                trigger, work.getOrDefault(trigger.id().dag(), any -> List.of()).apply(trigger));
        runs.add(run);
        return run.now;
    }

    private static SluiceException conflict(Trigger trigger, String what) {
        return AirflowError.CONFLICT.problem(
                "Cannot trigger the run " + trigger.id() + ": Airflow has " + what + ". Choose another run id.");
    }

    @Override
    public synchronized Optional<DagRun> run(DagRunId id) {
        Optional<Run> run = of(id);
        run.filter(one -> !known(id.dag()).paused()).ifPresent(Run::advance);
        return run.map(one -> one.now);
    }

    @Override
    public synchronized List<DagRun> newest(String dagId, int most) {
        known(dagId);
        List<DagRun> newest = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0 && newest.size() < most; i--) {
            if (runs.get(i).now.id().dag().equals(dagId)) {
                newest.add(runs.get(i).now);
            }
        }
        return newest;
    }

    @Override
    public synchronized List<TaskRun> tasks(DagRunId id) {
        return known(id).tasks.stream()
                .sorted(Comparator.comparing(TaskRun::task).thenComparing(TaskRun::element))
                .toList();
    }

    @Override
    public synchronized List<String> log(DagRunId id, TaskRun task) {
        Run run = known(id);
        return run.steps.stream()
                .filter(step -> step.task().equals(task.task()) && step.element() == task.element())
                .findFirst()
                .map(Step::log)
                .orElseThrow(() -> unknown("task " + task.name() + " in " + id));
    }

    @Override
    public synchronized void end(DagRunId id) {
        Run run = known(id);
        run.tasks.replaceAll(task -> task.state().isOver() ? task : task.in(TaskState.FAILED));
        run.now = run.now.in(RunState.FAILED);
    }

    @Override
    public synchronized List<ImportError> importErrors() {
        return List.copyOf(importErrors);
    }

    /** A run under way. */
    private final class Run {
        private final Trigger trigger;
        private final List<Step> steps;
        private final List<TaskRun> tasks = new ArrayList<>();
        private DagRun now;

        private Run(Trigger trigger, List<Step> steps) {
            this.trigger = trigger;
            this.steps = List.copyOf(steps);
            steps.forEach(step -> tasks.add(task(step, TaskState.NONE, 0)));
            this.now = new DagRun(
                    trigger.id(),
                    RunState.QUEUED,
                    "manual",
                    trigger.logicalDate(),
                    trigger.interval(),
                    null,
                    null,
                    trigger.conf(),
                    trigger.note());
        }

        private boolean sharesDate(Trigger other) {
            return now.id().dag().equals(other.id().dag())
                    && now.logicalDate() != null
                    && now.logicalDate().equals(other.logicalDate());
        }

        private TaskRun task(Step step, TaskState state, int attempt) {
            return new TaskRun(
                    step.task(),
                    step.element(),
                    state,
                    attempt,
                    attempt == 0 ? null : clock.instant(),
                    state.isOver() ? clock.instant() : null);
        }

        /** Begins, or ends the next task, or ends. */
        private void advance() {
            if (now.state().isOver()) {
                return;
            }
            if (now.state() == RunState.QUEUED) {
                now = moved(RunState.RUNNING, null);
                return;
            }
            for (int i = 0; i < tasks.size(); i++) {
                TaskRun task = tasks.get(i);
                if (!task.state().isOver()) {
                    int attempt = task.attempt() + 1;
                    tasks.set(i, task(steps.get(i), steps.get(i).work().apply(attempt), attempt));
                    return;
                }
            }
            boolean failed = tasks.stream().anyMatch(task -> task.state().isFailure());
            now = moved(failed ? RunState.FAILED : RunState.SUCCESS, clock.instant());
        }

        private DagRun moved(RunState state, @Nullable Instant endedAt) {
            return new DagRun(
                    now.id(),
                    state,
                    now.type(),
                    now.logicalDate(),
                    now.interval(),
                    now.startedAt() == null ? clock.instant() : now.startedAt(),
                    endedAt,
                    now.conf(),
                    now.note());
        }
    }
}
