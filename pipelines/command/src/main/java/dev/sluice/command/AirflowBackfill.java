package dev.sluice.command;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.AirflowError;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.Trigger;
import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out a permitted plan as mapped tasks of the project's backfill DAG: a run for each view, one after the other, because
 * views read each other. What is done is in the registry: whoever begins again finds the run that is under way.
 */
final class AirflowBackfill {
    static final String DAG = "backfill";

    private static final int MOST_ATTEMPTS = 1_000;

    private final Terminal terminal;
    private final ProjectAirflow airflow;
    private final Registry registry;
    private final SourceInputs inputs;
    private final Options options;

    AirflowBackfill(
            Terminal terminal, ProjectAirflow airflow, Registry registry, SourceInputs inputs, Options options) {
        this.terminal = terminal;
        this.airflow = airflow;
        this.registry = registry;
        this.inputs = inputs;
        this.options = options;
    }

    /**
     * How.
     *
     * @param chunk how many partitions a task computes; 0 for as many as are sensible
     * @param parallelism how many partitions a task computes at once
     */
    record Options(int chunk, int parallelism) {}

    Answer run(PlannedBackfill planned, BackfillRecord backfill) {
        Dag dag = airflow.dag(DAG);
        if (dag.paused()) {
            terminal.note(dag.id() + " is paused in Airflow: nothing begins until `sluice dags unpause " + DAG + "`.");
        }
        registry.record(backfill);
        ReplacedRows before = ReplacedRows.before(planned.project(), planned.plan());
        List<DagRunView> runs = new ArrayList<>();
        for (FeatureView view : planned.plan().views()) {
            if (!planned.plan().of(view).isEmpty() && state(backfill) == BackfillState.RUNNING) {
                runs.add(watched(begun(planned, backfill, view), backfill));
            }
        }
        BackfillOutcomes outcomes = BackfillOutcomes.of(planned, rest(backfill), backfill.requestedAt(), registry);
        BackfillState found = state(backfill);
        BackfillState end = outcomes.rest().isEmpty() ? BackfillState.COMPLETED : BackfillState.PAUSED;
        registry.advance(backfill, end, PlannedBackfill.now());
        boolean stopped = found == BackfillState.PAUSED || found == BackfillState.CANCELLED;
        BackfillView.printProblems(outcomes.result(), stopped, terminal);
        return answer(outcomes, runs, state(backfill), before);
    }

    private BackfillPlan rest(BackfillRecord backfill) {
        return BackfillPlanner.of(airflow.project(), registry)
                .planRest(BackfillApprovals.content(backfill), backfill.requestedAt());
    }

    private BackfillState state(BackfillRecord backfill) {
        return registry.backfills(backfill.project()).stream()
                .filter(one -> one.planHash().equals(backfill.planHash()))
                .map(BackfillRecord::state)
                .findFirst()
                .orElse(backfill.state());
    }

    /** The run of a view that is under way, or a new one. */
    private DagRun begun(PlannedBackfill planned, BackfillRecord backfill, FeatureView view) {
        DagRunId id = id(backfill, view);
        return airflow.airflow().run(id).orElseGet(() -> triggered(trigger(id, planned, backfill, view), backfill));
    }

    /** One that Airflow did not take leaves a backfill that can be resumed, unless somebody else has begun it just now. */
    private DagRun triggered(Trigger trigger, BackfillRecord backfill) {
        try {
            return airflow.airflow().trigger(trigger);
        } catch (UnknownOutcomeException e) {
            throw e;
        } catch (SluiceException e) {
            if (e.code() != AirflowError.CONFLICT) {
                registry.advance(backfill, BackfillState.PAUSED, PlannedBackfill.now());
            }
            throw e;
        }
    }

    private Trigger trigger(DagRunId id, PlannedBackfill planned, BackfillRecord backfill, FeatureView view) {
        List<Map<String, Object>> chunks =
                BackfillChunks.of(airflow.project(), view, planned.plan(), inputs, options.chunk()).stream()
                        .map(BackfillChunks::range)
                        .toList();
        List<String> arguments =
                List.of("--part-of", backfill.planHash(), "--parallelism", String.valueOf(options.parallelism()));
        return Trigger.of(id)
                .withConf(Map.of("view", view.id().toString(), "chunks", chunks, "arguments", arguments))
                .withNote("sluice backfill of " + view.id() + ", requested by " + backfill.requestedBy());
    }

    /** Of the first attempt that is not over. */
    private DagRunId id(BackfillRecord backfill, FeatureView view) {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            DagRunId id = new DagRunId(airflow.prefix() + DAG, prefix(backfill, view) + attempt);
            Optional<DagRun> there = airflow.airflow().run(id);
            if (there.filter(run -> run.state().isOver()).isEmpty()) {
                return id;
            }
        }
        throw new SluiceException(
                CommandError.WRONG_ARGUMENT,
                "Cannot begin another attempt of this backfill: there were " + MOST_ATTEMPTS + ". Plan it anew.");
    }

    /** Airflow takes letters, digits, dots, tildes, colons, signs and underscores. */
    private static String prefix(BackfillRecord backfill, FeatureView view) {
        return "sluice__" + view.name() + ".v" + view.version() + "__"
                + BackfillApprovals.shown(BackfillApprovals.content(backfill)) + "__";
    }

    private DagRunView watched(DagRun run, BackfillRecord backfill) {
        String goesOn = "Stopped watching. The run " + run.id()
                + " goes on in Airflow. `sluice backfill --resume --via airflow` follows it again and begins what is left;"
                + " `sluice backfill --pause` lets it end after the partitions in work, `sluice backfill --cancel --via"
                + " airflow` ends it.";
        terminal.note("Airflow computes " + run.id() + ".");
        return new DagRunWatch(terminal, airflow.airflow(), DagsWatchCommand.PAUSE)
                .untilOver(run.id(), goesOn, now -> endIfCancelled(now, backfill));
    }

    private void endIfCancelled(DagRun run, BackfillRecord backfill) {
        if (!run.state().isOver() && state(backfill) == BackfillState.CANCELLED) {
            airflow.airflow().end(run.id());
        }
    }

    private Answer answer(BackfillOutcomes outcomes, List<DagRunView> runs, BackfillState state, ReplacedRows before) {
        BackfillReport report = new BackfillReport(
                outcomes.planned().estimate(),
                outcomes.result(),
                before.changes(outcomes.result()),
                new StaleDownstream(airflow.project(), registry).all());
        JsonDocument json = BackfillView.json(outcomes.result())
                .with("report", report.json())
                .with("hash", outcomes.planned().content().hash())
                .with("state", state.name())
                .with("runs", runs.stream().map(run -> run.json().members()).toList());
        return new Answer(
                json,
                shown -> {
                    BackfillView.print(outcomes.result(), shown);
                    runs.stream().filter(run -> run.exitStatus() != 0).forEach(run -> run.print(shown));
                    report.print(shown);
                },
                outcomes.result().complete() ? 0 : 1);
    }

    /** Ends the runs of a backfill that are under way. */
    static List<DagRunId> end(ProjectAirflow airflow, BackfillRecord backfill) {
        Airflow server = airflow.airflow();
        String hash = "__" + BackfillApprovals.shown(BackfillApprovals.content(backfill)) + "__";
        List<DagRunId> under = server.newest(airflow.prefix() + DAG, MOST_ATTEMPTS).stream()
                .filter(run -> run.id().run().contains(hash) && !run.state().isOver())
                .map(DagRun::id)
                .toList();
        under.forEach(server::end);
        return under;
    }
}
