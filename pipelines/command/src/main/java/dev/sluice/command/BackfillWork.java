package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.Estimator;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.Spread;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out a permitted plan: the first partition of each view, then the rest, as long as nobody pauses or cancels it. */
final class BackfillWork {
    private final Terminal terminal;
    private final PlannedBackfill planned;
    private final Registry registry;
    private final Estimator estimator;
    private final boolean confirmed;

    /** @param confirmed whether an estimate that proves wrong is accepted beforehand */
    BackfillWork(
            Terminal terminal, PlannedBackfill planned, Registry registry, Estimator estimator, boolean confirmed) {
        this.terminal = terminal;
        this.planned = planned;
        this.registry = registry;
        this.estimator = estimator;
        this.confirmed = confirmed;
    }

    Answer run(BackfillRecord backfill, ExecutionOptions options) {
        registry.record(backfill);
        Execution execution =
                new Execution(terminal, planned.project(), registry, new BackfillControl(registry, backfill)::mayBegin);
        BackfillState end = BackfillState.PAUSED;
        try {
            ReplacedRows before = ReplacedRows.before(planned.project(), planned.plan());
            Execution.Ending ending = execute(execution, options);
            end = ending.result().complete() ? BackfillState.COMPLETED : BackfillState.PAUSED;
            return answer(execution, ending, ending.isStopped() ? List.of() : before.changes(ending.result()));
        } finally {
            registry.advance(backfill, end, PlannedBackfill.now());
        }
    }

    /** Works on a part of what others have begun, as long as they want it; they, or the last part, say that it is over. */
    Answer run(BackfillPart part, ExecutionOptions options) {
        Execution execution = new Execution(terminal, planned.project(), registry, part::mayBegin);
        ReplacedRows before = ReplacedRows.before(planned.project(), planned.plan());
        Execution.Ending ending = execution.execute(planned.plan(), options);
        part.completeIfOver();
        Answer answer = answer(execution, ending, ending.isStopped() ? List.of() : before.changes(ending.result()));
        boolean unwanted =
                ending.paused() && !ending.isStopped() && !ending.result().complete();
        return unwanted
                ? new Answer(
                        answer.json(),
                        answer.text(),
                        CommandError.BACKFILL_STOPPED.type().exitStatus())
                : answer;
    }

    private Execution.Ending execute(Execution execution, ExecutionOptions options) {
        Optional<BackfillPlan> probe = BackfillProbe.of(planned.plan());
        if (probe.isEmpty()) {
            return execution.execute(planned.plan(), options);
        }
        Map<FeatureView, Spread> expected = expected(probe.get());
        Execution.Ending first = execution.execute(probe.get(), options);
        BackfillPlan rest = BackfillProbe.rest(planned.plan(), first.result());
        if (!first.result().complete()) {
            return first.isStopped() || first.paused() ? first : both(first, execution.execute(rest, options));
        }
        requireStillWanted(first.result(), rest, expected);
        return both(first, execution.execute(rest, options));
    }

    /** Seconds of one partition, of the views that were measured. */
    private Map<FeatureView, Spread> expected(BackfillPlan probe) {
        Map<FeatureView, Spread> expected = new LinkedHashMap<>();
        probe.views().forEach(view -> {
            Spread ofOne = estimator.secondsOfOne(view);
            if (ofOne != null) {
                expected.put(view, ofOne);
            }
        });
        return expected;
    }

    private void requireStillWanted(BackfillResult probe, BackfillPlan rest, Map<FeatureView, Spread> expected) {
        Estimate redone = BackfillProbe.redone(planned.estimate(), rest, probe);
        Optional<String> off = BackfillProbe.off(probe, expected);
        boolean unmeasured = expected.size() < probe.views().size();
        List<String> above = unmeasured && planned.above().isEmpty()
                ? redone.above(planned.project().settings().backfill().approval())
                : List.of();
        if (!above.isEmpty()) {
            throw new SluiceException(
                    CommandError.NOT_APPROVED,
                    "Stopped after the first partitions: by what it took, the rest needs an approval ("
                            + String.join(", ", above)
                            + "). Write the plan with `sluice backfill ... --plan --out plan.json`; another person runs"
                            + " `sluice backfill --approve plan.json`.");
        }
        if (off.isPresent()
                && !confirmed
                && !terminal.confirms("Backfill: " + off.get() + ". Now " + EstimateView.line(redone) + ". Go on?")) {
            throw new SluiceException(
                    CommandError.ESTIMATE_OFF,
                    "Stopped after the first partitions: " + off.get() + ". The rest now: " + EstimateView.line(redone)
                            + ". Go on with `sluice backfill --resume --yes`.");
        }
    }

    private static Execution.Ending both(Execution.Ending first, Execution.Ending rest) {
        List<PartitionOutcome> outcomes = new ArrayList<>(first.result().outcomes());
        outcomes.addAll(rest.result().outcomes());
        List<SluiceException> problems = new ArrayList<>(first.result().problems());
        problems.addAll(rest.result().problems());
        return new Execution.Ending(
                new BackfillResult(outcomes, rest.result().notBegun(), problems), rest.stoppedWith(), rest.paused());
    }

    private Answer answer(Execution execution, Execution.Ending ending, List<ViewChange> changes) {
        List<StaleDownstream.Stale> stale = new StaleDownstream(planned.project(), registry).all();
        BackfillReport report = new BackfillReport(planned.estimate(), ending.result(), changes, stale);
        return execution.answer(
                ending, BackfillView.json(ending.result()).with("report", report.json()), report::print);
    }
}
