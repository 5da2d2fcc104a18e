package dev.sluice.backfill.execution;

import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.RunProgress;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.lakehouse.LatestRefresh;
import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.Lease;
import dev.sluice.registry.RegistryError;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The planned partitions of one view: some at a time, then the view's newest rows. */
final class ViewBackfill {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_TRIES = 1_500;

    private final FeatureTable table;
    private final RunLog log;
    private final PartitionRun run;
    private final RunProgress progress;
    private final StopRequest stop;
    private final AtomicBoolean hopeless = new AtomicBoolean();

    ViewBackfill(FeatureTable table, RunLog log, PartitionRun run, RunProgress progress, StopRequest stop) {
        this.table = table;
        this.log = log;
        this.run = run;
        this.progress = progress;
        this.stop = stop;
    }

    /** Runs the partitions, then brings latest up to date. */
    BackfillResult run(List<PlannedPartition> planned, ExecutorService threads) {
        List<PartitionOutcome> outcomes = execute(planned, threads);
        return new BackfillResult(
                outcomes,
                planned.size() - outcomes.size(),
                refreshLatest().stream().toList());
    }

    /** The outcomes are in the order of the plan. */
    private List<PartitionOutcome> execute(List<PlannedPartition> planned, ExecutorService threads) {
        List<PartitionOutcome> outcomes = new ArrayList<>();
        if (!planned.isEmpty()) {
            run.chunks(planned).forEach(chunk -> outcomes.addAll(together(chunk, threads)));
        }
        return outcomes;
    }

    private List<PartitionOutcome> together(List<PlannedPartition> chunk, ExecutorService threads) {
        if (chunk.stream().noneMatch(this::mayBegin)) {
            return List.of();
        }
        run.prepare(chunk);
        try {
            return log.blockade().isDeclared() ? oneByOne(chunk, threads) : atOnce(chunk, threads);
        } finally {
            run.release();
        }
    }

    private List<PartitionOutcome> atOnce(List<PlannedPartition> chunk, ExecutorService threads) {
        List<Future<List<PartitionOutcome>>> running = chunk.stream()
                .map(partition -> threads.submit(() -> runUnlessHopeless(partition)))
                .toList();
        List<PartitionOutcome> outcomes = new ArrayList<>();
        running.forEach(future -> outcomes.addAll(Waiting.on(future, stop)));
        return outcomes;
    }

    /** Where one that is refused blocks the next, the next is not begun before that is known. */
    private List<PartitionOutcome> oneByOne(List<PlannedPartition> chunk, ExecutorService threads) {
        List<PartitionOutcome> outcomes = new ArrayList<>();
        chunk.forEach(
                partition -> outcomes.addAll(Waiting.on(threads.submit(() -> runUnlessHopeless(partition)), stop)));
        return outcomes;
    }

    private boolean mayBegin(PlannedPartition partition) {
        return !hopeless.get() && !stop.isRequested() && progress.mayBegin(partition);
    }

    private List<PartitionOutcome> runUnlessHopeless(PlannedPartition partition) {
        if (!mayBegin(partition)) {
            return List.of();
        }
        progress.started(partition);
        PartitionOutcome outcome = run.run(partition);
        SluiceException problem = outcome.problem();
        if (problem != null && stop.isRequested() && !outcome.refused()) {
            recordStop(outcome.run());
            return List.of();
        }
        if (problem != null && stopsTheView(outcome, problem)) {
            hopeless.set(true);
        }
        progress.ended(partition, outcome);
        return List.of(outcome);
    }

    private boolean stopsTheView(PartitionOutcome outcome, SluiceException problem) {
        return outcome.blocked()
                || (outcome.refused() && log.blockade().isDeclared())
                || (problem.type() != ErrorType.DATA && outcome.run() != null);
    }

    private void recordStop(@Nullable RunRecord run) {
        if (run != null) {
            log.write(run.failed("stopped on request", Clock.systemUTC().instant()));
        }
    }

    /**
     * Brings latest up to date with every promoted run that it does not hold yet, this plan's or an interrupted one's.
     *
     * @return what went wrong
     */
    private Optional<SluiceException> refreshLatest() {
        try {
            if (!stop.isRequested()) {
                refresh();
            }
            return Optional.empty();
        } catch (SluiceException e) {
            return Optional.of(e);
        }
    }

    private void refresh() {
        try (Lease lease = claimLatest()) {
            List<RunRecord> waiting = log.registry()
                    .runs(log.project(), RunQuery.all().withView(log.view()).withState(RunState.PROMOTED));
            if (waiting.isEmpty()) {
                return;
            }
            progress.refreshing(log.view().toString());
            List<PromotedPartition> promoted = waiting.stream()
                    .flatMap(run -> table.promoted(run.runId()).stream())
                    .toList();
            LatestRefresh refresh = table.refreshLatest(promoted);
            lease.check();
            waiting.forEach(run -> log.write(run.completed(refresh.version())));
        }
    }

    /** Waits while another refreshes: it does not see what was promoted after it began. */
    private Lease claimLatest() {
        for (int tries = 1; ; tries++) {
            try {
                return log.claimLatest();
            } catch (SluiceException e) {
                if (e.code() != RegistryError.HELD || tries == MOST_TRIES || !stop.pause(PAUSE)) {
                    throw e;
                }
            }
        }
    }
}
