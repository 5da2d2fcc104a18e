package dev.sluice.backfill.execution;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.RunProgress;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.QualityGate;
import dev.sluice.gate.QualityRecords;
import dev.sluice.gate.Quarantine;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.lakehouse.TiledComputation;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.apache.spark.sql.SparkSession;

/** Carries out a plan: view after view, several partitions at once. */
public final class BackfillRun {
    private final SparkSession spark;
    private final Project project;
    private final Registry registry;
    private final ExecutionOptions options;

    private BackfillRun(SparkSession spark, Project project, Registry registry, ExecutionOptions options) {
        this.spark = spark;
        this.project = project;
        this.registry = registry;
        this.options = options;
    }

    public static BackfillRun of(SparkSession spark, Project project, Registry registry, ExecutionOptions options) {
        return new BackfillRun(spark, project, registry, options);
    }

    /**
     * Runs every partition of the plan. A partition that the gate refuses stays staged, and the others go on unless the view
     * says {@code on_fail: block}; any other failure leaves the rest of its view unbegun. What was promoted before is kept; the same plan can be run again.
     *
     * <p>Interrupting the calling thread stops it in order: what is being computed is cancelled and counts as not begun.
     */
    public BackfillResult execute(BackfillPlan plan, RunProgress progress) {
        return execute(
                plan,
                progress,
                (view, table) -> new ComputedRows(
                        project,
                        view,
                        TiledComputation.of(spark, project, view),
                        () -> LakeInputs.of(spark, project, registry)));
    }

    /**
     * Brings partitions back to what former runs had promoted: new runs stage those rows, and the gate judges them as it judges
     * all. Other partitions stay as they are.
     *
     * @param plan the partitions, of one view
     * @param runs the run of each that is to be restored; all were promoted
     */
    public BackfillResult rollBack(BackfillPlan plan, Map<Partition, RunRecord> runs, RunProgress progress) {
        return execute(plan, progress, (view, table) -> new FormerRows(view, table, Map.copyOf(runs)));
    }

    private BackfillResult execute(
            BackfillPlan plan, RunProgress progress, BiFunction<FeatureView, FeatureTable, RowOrigin> origins) {
        StopRequest stop = new StopRequest(spark.sparkContext());
        ExecutorService threads = Executors.newFixedThreadPool(options.parallelism());
        try {
            List<PartitionOutcome> outcomes = new ArrayList<>();
            List<SluiceException> problems = new ArrayList<>();
            for (FeatureView view : plan.views()) {
                FeatureTable table = FeatureTable.of(spark, layout(), view);
                RunLog log = new RunLog(registry, project, view);
                PartitionRun run = new PartitionRun(
                        gate(view),
                        origins.apply(view, table),
                        table,
                        log,
                        project.settings().clock());
                ViewBackfill backfill = new ViewBackfill(table, log, run, progress, stop);
                BackfillResult ended = backfill.run(plan.of(view), threads);
                progress.viewEnded(view, ended);
                outcomes.addAll(ended.outcomes());
                problems.addAll(ended.problems());
            }
            return new BackfillResult(outcomes, plan.partitions().size() - outcomes.size(), problems);
        } finally {
            threads.shutdownNow();
        }
    }

    private QualityGate gate(FeatureView view) {
        QualityRecords records = QualityRecords.of(spark.sparkContext().hadoopConfiguration(), layout(), view.id());
        return QualityGate.of(view)
                .withRecords(records)
                .withQuarantine(Quarantine.of(spark, layout(), view.id()))
                .withHistory(new RegistryHistory(registry, project.name(), view, Clock.systemUTC()));
    }

    private LakeLayout layout() {
        return LakeLayout.of(project.folder(), project.settings().lake());
    }
}
