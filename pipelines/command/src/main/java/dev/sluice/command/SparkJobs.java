package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.Rollback;
import dev.sluice.backfill.RunProgress;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.materializer.ShareWorkers;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.time.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;

/**
 * What of the command line needs Spark. The launcher puts it on the class path of the commands that ask for it; the
 * others start without.
 */
public interface SparkJobs {
    /**
     * Holds the project's transforms and expectations against each other and against the columns of the sources.
     *
     * @param former queries that views have had before, to be compared with those that they have now
     */
    Findings check(Project project, Map<ViewId, String> former);

    /** Looks at the project's sources. */
    SourceInputs inputs(Project project, Registry registry);

    /** Carries out a plan. */
    BackfillResult execute(
            Project project, Registry registry, BackfillPlan plan, ExecutionOptions options, RunProgress progress);

    /** Brings the partitions of a plan back to the runs of a rollback. */
    BackfillResult rollBack(
            Project project, Registry registry, Rollback rollback, BackfillPlan plan, RunProgress progress);

    /** The version of a view's feature table; empty before the first promotion. */
    OptionalLong tableVersion(Project project, FeatureView view);

    /** What partitions of a view hold now against what they held in a version of its table. */
    ViewChange changes(Project project, FeatureView view, long version, List<Partition> partitions);

    /** What {@link #build} would read and do. */
    TrainingSetExplanation explain(Project project, TrainingSetRequest request);

    /** Counts the rows of a training set in which other values than those served would be shown. */
    LeakReportView leakReport(Project project, TrainingSetRequest request, StageListener stages);

    /** Builds a training set and records it. */
    TrainingSetRecord build(Project project, Registry registry, TrainingSetRequest request, StageListener stages);

    /** Appends newer labels to a training set and records what it is now. */
    TrainingSetAppended append(Project project, Registry registry, TrainingSetRequest request, StageListener stages);

    /** Builds a former training set again and records it. */
    TrainingSetRecord rebuild(
            Project project, Registry registry, TrainingSetRebuildRequest request, StageListener stages);

    /** What the values of the features were in these runs together; empty when one has left no states. */
    Optional<List<MetricsOfFeature>> metrics(Project project, FeatureView view, List<RunRecord> promoted);

    /** What a view's expectations, as they are now, say of runs that were promoted. */
    List<SuiteReplay> backtest(Project project, FeatureView view, List<RunRecord> promoted);

    /** A suite for a view from a look at its promoted rows, as JSON of Great Expectations. */
    String suggest(Project project, FeatureView view);

    /** The rows of a refused run that are in quarantine, by expectation. */
    List<RefusedRow> quarantine(Project project, FeatureView view, RunRecord refused);

    /**
     * Spark's executors as the writers of a materialization.
     *
     * @param endpoint of the project's online store, as the executors reach it
     * @param writeUnits that all of them together take a second at most; 0 for as many as there are
     */
    ShareWorkers shareWorkers(Project project, String endpoint, long writeUnits);

    /** Starts the project's Spark, looks at its executors, and lets them write and read a table of their own in the lake. */
    SparkTrial trial(Project project);

    /** What the user should know of the work so far that is no part of its answer. */
    default List<String> notes() {
        return List.of();
    }

    /** The jobs on this process's class path. */
    static SparkJobs load() {
        return ServiceLoader.load(SparkJobs.class)
                .findFirst()
                .orElseThrow(
                        () -> new SluiceException(
                                CommandError.NOT_INSTALLED,
                                "Cannot start Spark: it is not on the class path. Start this command with the launcher `sluice`."));
    }
}
