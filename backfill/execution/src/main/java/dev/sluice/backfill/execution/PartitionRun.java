package dev.sluice.backfill.execution;

import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.gate.QualityGate;
import dev.sluice.gate.Verdict;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.lakehouse.PromotedPartition;
import dev.sluice.lakehouse.Promotion;
import dev.sluice.lakehouse.StagedPartition;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Lease;
import dev.sluice.registry.RegistryError;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import dev.sluice.transform.SparkFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Runs single partitions of one view: the order of compute, stage, judge and promote is here and nowhere else.
 *
 * <p>Only the holder of a partition's lease runs it. A run that was stopped between its commit and its record is found in
 * the table's log. Threads may share it.
 */
final class PartitionRun {
    private final RowOrigin origin;
    private final QualityGate gate;
    private final FeatureTable table;
    private final RunLog log;
    private final Clock projectClock;
    private volatile @Nullable SluiceException unprepared;

    PartitionRun(QualityGate gate, RowOrigin origin, FeatureTable table, RunLog log, Clock projectClock) {
        this.origin = origin;
        this.gate = gate;
        this.table = table;
        this.log = log;
        this.projectClock = projectClock;
    }

    /** Partitions that are prepared together, in the order of the plan or of time. */
    List<List<PlannedPartition>> chunks(List<PlannedPartition> planned) {
        Map<Partition, PlannedPartition> byPartition = new LinkedHashMap<>();
        planned.forEach(partition -> byPartition.put(partition.partition(), partition));
        try {
            return origin.chunks(List.copyOf(byPartition.keySet())).stream()
                    .map(chunk -> chunk.stream()
                            .map(partition -> Objects.requireNonNull(byPartition.get(partition)))
                            .toList())
                    .toList();
        } catch (SluiceException e) { // whatever it is, preparing them meets it, too
            return List.of(planned);
        }
    }

    /** Does what the partitions share. What fails is part of the outcome of each. */
    void prepare(List<PlannedPartition> planned) {
        try {
            unprepared = null;
            origin.prepare(planned.stream().map(PlannedPartition::partition).toList());
        } catch (SluiceException e) {
            unprepared = e;
        }
    }

    /** Lets go what was prepared. */
    void release() {
        origin.release();
    }

    /** Runs the partition. What fails is part of the outcome. */
    PartitionOutcome run(PlannedPartition planned) {
        try (Lease lease = log.claim(planned.partition())) {
            Optional<RunRecord> earlier = log.newest(planned.partition()).map(this::settled);
            if (planned.reason() == Reason.INTERRUPTED
                    && earlier.filter(this::isPromoted).isPresent()) {
                return new PartitionOutcome(planned, earlier.get(), List.of(), null);
            }
            log.blockade().requireNone(planned, "run");
            return runAnew(planned, lease);
        } catch (SluiceException e) {
            return new PartitionOutcome(planned, null, List.of(), e);
        }
    }

    private boolean isPromoted(RunRecord run) {
        return run.state() == RunState.PROMOTED
                && run.computationHash().equals(origin.computationHash(run.partition()));
    }

    /** An earlier run with its true end, which it may not have been able to record itself; its staging is freed. */
    private RunRecord settled(RunRecord earlier) {
        table.discard(earlier.runId());
        if (earlier.state() == RunState.COMPLETED || earlier.state() == RunState.PROMOTED) {
            return earlier;
        }
        Optional<PromotedPartition> promoted = table.promoted(earlier.runId());
        if (promoted.isPresent()) {
            return log.write(promotedRun(earlier, promoted.get()));
        }
        boolean ended = earlier.state() == RunState.REFUSED || earlier.state() == RunState.FAILED;
        return ended
                ? earlier
                : log.write(earlier.failed("interrupted", Clock.systemUTC().instant()));
    }

    private PartitionOutcome runAnew(PlannedPartition planned, Lease lease) {
        RunRecord run = log.begin(planned, lease, origin.computationHash(planned.partition()));
        try {
            requirePrepared();
            StagedPartition staged = table.stage(origin.rows(run.partition()), run.partition(), run.runId());
            RunRecord stagedRun = log.write(run.staged(staged.rows(), staged.bytes(), origin.inputs(run.partition())));
            return judge(planned, stagedRun, staged, lease);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            SluiceException problem = lost(lease, e).orElseGet(() -> explained(e, planned));
            RunRecord failed =
                    log.write(run.failed(problem.getMessage(), Clock.systemUTC().instant()));
            return new PartitionOutcome(planned, failed, List.of(), problem);
        }
    }

    private void requirePrepared() {
        SluiceException problem = unprepared;
        if (problem != null) {
            throw problem;
        }
    }

    private PartitionOutcome judge(PlannedPartition planned, RunRecord run, StagedPartition staged, Lease lease) {
        Dataset<Row> rows = table.read(staged);
        Verdict verdict = gate.judge(rows, run.partition(), run.runId());
        List<GateResult> results = GateRecord.of(run.runId(), verdict);
        log.registry().record(results);
        if (!verdict.accepted()) {
            SluiceException refusal = refusal(planned, verdict, staged, quarantined(run, rows, verdict));
            RunRecord refused = log.write(
                    run.refused(refusal.getMessage(), Clock.systemUTC().instant()));
            return new PartitionOutcome(planned, refused, results, refusal);
        }
        log.blockade().requireNone(planned, "promote"); // one may have been refused meanwhile
        RunRecord promoted = promote(log.write(run.judged()), staged, lease, verdict);
        return new PartitionOutcome(planned, promoted, results, null);
    }

    private RunRecord promote(RunRecord run, StagedPartition staged, Lease lease, Verdict verdict) {
        lease.check();
        PromotedPartition promoted =
                table.promote(staged, new Promotion(lease.fence(), projectClock.instant(), verdict.summary()));
        RunRecord record = log.write(promotedRun(run, promoted));
        table.discard(run.runId());
        return record;
    }

    private static RunRecord promotedRun(RunRecord run, PromotedPartition promoted) {
        return run.promoted(
                promoted.version(), promoted.rows(), Clock.systemUTC().instant());
    }

    /** Where rows of a refused run can be seen. That they could not be kept is told, and makes nothing worse. */
    private String quarantined(RunRecord run, Dataset<Row> rows, Verdict verdict) {
        try {
            gate.quarantine(rows, run.partition(), run.runId(), verdict);
            return " `sluice quality quarantine " + run.view() + " --at " + run.partition() + "` shows some of them.";
        } catch (SluiceException e) {
            return " None of them are in quarantine: " + e.getMessage();
        }
    }

    private SluiceException refusal(
            PlannedPartition planned, Verdict verdict, StagedPartition staged, String quarantined) {
        String blocks = log.blockade().isDeclared()
                ? " No later partition of " + planned.view().id()
                        + " is run until this one is promoted (on_fail: block)."
                : "";
        return new SluiceException(
                ExecutionError.REFUSED,
                "Cannot promote " + planned + ": " + verdict.summary() + ". Look at the rows in " + staged.path()
                        + ", then fix the source or the transform"
                        + ", or change the expectation of " + gate.view().id() + "." + quarantined + blocks);
    }

    /** Whoever took the lease over has taken the ground from under this run: what fails then is only what came of it. */
    private static Optional<SluiceException> lost(Lease lease, Exception failure) {
        try {
            lease.check();
            return Optional.empty();
        } catch (SluiceException e) {
            if (e.code() != RegistryError.LEASE_LOST || e == failure) {
                return Optional.empty();
            }
            e.addSuppressed(failure);
            return Optional.of(e);
        }
    }

    private static SluiceException explained(Exception failure, PlannedPartition planned) {
        return SparkFailure.explain(failure, "Cannot run " + planned);
    }
}
