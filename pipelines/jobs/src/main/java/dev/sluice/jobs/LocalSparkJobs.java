package dev.sluice.jobs;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.ExecutionOptions;
import dev.sluice.backfill.Rollback;
import dev.sluice.backfill.RunProgress;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.backfill.ViewChange;
import dev.sluice.backfill.execution.BackfillRun;
import dev.sluice.backfill.execution.LakeInputs;
import dev.sluice.backfill.execution.ValueChanges;
import dev.sluice.command.Findings;
import dev.sluice.command.LeakReportView;
import dev.sluice.command.MetricsOfFeature;
import dev.sluice.command.RefusedRow;
import dev.sluice.command.SparkJobs;
import dev.sluice.command.SparkTrial;
import dev.sluice.command.StageListener;
import dev.sluice.command.SuiteReplay;
import dev.sluice.command.TrainingSetAppended;
import dev.sluice.command.TrainingSetExplanation;
import dev.sluice.command.TrainingSetRebuildRequest;
import dev.sluice.command.TrainingSetRequest;
import dev.sluice.command.TrainingSetSpine;
import dev.sluice.command.TrainingSetSplit;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.lineage.LineageRecorder;
import dev.sluice.materializer.ShareWorkers;
import dev.sluice.pointintime.ReadRows;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.time.Partition;
import dev.sluice.training.EntitySplit;
import dev.sluice.training.LeakReport;
import dev.sluice.training.Split;
import dev.sluice.training.TableFormat;
import dev.sluice.training.TimeSplit;
import dev.sluice.training.TrainingOptions;
import dev.sluice.training.TrainingPlan;
import dev.sluice.training.TrainingSet;
import dev.sluice.training.TrainingSetAppend;
import dev.sluice.training.TrainingSetBuilder;
import dev.sluice.training.TrainingSetRebuild;
import dev.sluice.training.TrainingValues;
import dev.sluice.transform.LakeSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The jobs, with this process as the driver of the Spark that the project names. */
public final class LocalSparkJobs implements SparkJobs {
    private final List<String> notes = new ArrayList<>();

    @Override
    public Findings check(Project project, Map<ViewId, String> former) {
        return new ProjectCheck(project, former).findings();
    }

    @Override
    public SourceInputs inputs(Project project, Registry registry) {
        return LakeInputs.of(LakeSession.of(project), project, registry);
    }

    @Override
    public BackfillResult execute(
            Project project, Registry registry, BackfillPlan plan, ExecutionOptions options, RunProgress progress) {
        return listening(
                project,
                registry,
                "",
                () -> BackfillRun.of(LakeSession.of(project), project, registry, options)
                        .execute(plan, progress));
    }

    @Override
    public BackfillResult rollBack(
            Project project, Registry registry, Rollback rollback, BackfillPlan plan, RunProgress progress) {
        return listening(
                project,
                registry,
                "",
                () -> BackfillRun.of(LakeSession.of(project), project, registry, ExecutionOptions.DEFAULTS)
                        .rollBack(plan, rollback.runs(), progress));
    }

    private <T> T listening(Project project, Registry registry, String subject, Supplier<T> work) {
        LineageRecorder lineage = LineageRecorder.of(project, registry);
        try {
            return lineage.during(LakeSession.of(project), subject, work);
        } finally {
            notes.addAll(lineage.problems());
        }
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public OptionalLong tableVersion(Project project, FeatureView view) {
        return ValueChanges.of(LakeSession.of(project), project, view).version();
    }

    @Override
    public ViewChange changes(Project project, FeatureView view, long version, List<Partition> partitions) {
        return ValueChanges.of(LakeSession.of(project), project, view).since(version, partitions);
    }

    @Override
    public TrainingSetExplanation explain(Project project, TrainingSetRequest request) {
        TrainingPlan plan = builder(project, request).plan();
        return new TrainingSetExplanation(
                plan.first(),
                plan.last(),
                plan.reads().stream().map(LocalSparkJobs::read).toList(),
                plan.readRows() == ReadRows.OF_LABELS,
                plan.hotKeys().stream()
                        .map(key -> new TrainingSetExplanation.HotKey(key.share(), key.pieces()))
                        .toList(),
                plan.exchanges(),
                plan.sorts());
    }

    @Override
    public LeakReportView leakReport(Project project, TrainingSetRequest request, StageListener stages) {
        LeakReport leaks = StageReport.during(
                LakeSession.of(project), stages, () -> builder(project, request).leakReport());
        return new LeakReportView(
                leaks.rows(),
                leaks.features().stream()
                        .map(feature ->
                                new LeakReportView.Difference(feature.column(), feature.asKnown(), feature.fresh()))
                        .toList());
    }

    private static TrainingSetExplanation.Read read(TrainingPlan.ViewRead read) {
        return new TrainingSetExplanation.Read(
                read.view(),
                read.use(),
                read.tableVersion(),
                read.partitions(),
                read.allPartitions(),
                read.files(),
                read.bytes());
    }

    private static TrainingSetBuilder builder(Project project, TrainingSetRequest request) {
        TrainingOptions options = new TrainingOptions(
                TableFormat.valueOf(request.format().name()),
                TrainingValues.valueOf(request.values().name()),
                request.fullNames(),
                request.overwrite(),
                split(request.split()));
        TrainingSetBuilder builder = TrainingSetBuilder.of(LakeSession.of(project), project, reference(request));
        return with(request.spine(), builder).withOptions(options);
    }

    private static TrainingSetBuilder with(TrainingSetSpine spine, TrainingSetBuilder builder) {
        return spine.file() == null
                ? builder.withSpineQueryFile(Objects.requireNonNull(spine.query()), spine.timeColumn())
                : builder.withSpineFile(spine.file(), spine.timeColumn());
    }

    private static @Nullable Split split(@Nullable TrainingSetSplit split) {
        if (split == null) {
            return null;
        }
        return split.isByTime()
                ? new TimeSplit(split.ends(), split.embargo().duration())
                : new EntitySplit(split.shares(), split.columns(), split.seed());
    }

    @Override
    public TrainingSetRecord build(
            Project project, Registry registry, TrainingSetRequest request, StageListener stages) {
        String service = reference(request);
        return StageReport.during(
                LakeSession.of(project),
                stages,
                () -> recorded(
                        project,
                        registry,
                        service,
                        listening(
                                project,
                                registry,
                                job(service),
                                () -> builder(project, request).build(request.out()))));
    }

    @Override
    public TrainingSetAppended append(
            Project project, Registry registry, TrainingSetRequest request, StageListener stages) {
        return StageReport.during(LakeSession.of(project), stages, () -> {
            String service = reference(request);
            TrainingSetAppend appended = listening(
                    project,
                    registry,
                    job(service),
                    () -> builder(project, request).append(request.out()));
            return new TrainingSetAppended(recorded(project, registry, service, appended.set()), appended.added());
        });
    }

    @Override
    public TrainingSetRecord rebuild(
            Project project, Registry registry, TrainingSetRebuildRequest request, StageListener stages) {
        return StageReport.during(LakeSession.of(project), stages, () -> {
            TrainingSetRebuild rebuild = rebuild(project, request);
            return recorded(
                    project,
                    registry,
                    rebuild.service(),
                    listening(project, registry, job(rebuild.service()), () -> rebuild.build(request.out())));
        });
    }

    private static TrainingSetRebuild rebuild(Project project, TrainingSetRebuildRequest request) {
        TrainingSetRebuild rebuild =
                TrainingSetRebuild.ofManifest(LakeSession.of(project), project, request.manifest(), request.where());
        rebuild = request.spine() == null ? rebuild : rebuild.withSpineFile(request.spine());
        return request.overwrite() ? rebuild.replacingFormer() : rebuild;
    }

    private static TrainingSetRecord recorded(Project project, Registry registry, String service, TrainingSet built) {
        TrainingSetRecord record = new TrainingSetRecord(
                project.name(),
                service,
                built.id(),
                built.folder().toString(),
                built.rows(),
                built.manifest(),
                Clock.systemUTC().instant());
        registry.record(record);
        return record;
    }

    @Override
    public Optional<List<MetricsOfFeature>> metrics(Project project, FeatureView view, List<RunRecord> promoted) {
        return new QualityJobs(project, view).metrics(promoted);
    }

    @Override
    public List<SuiteReplay> backtest(Project project, FeatureView view, List<RunRecord> promoted) {
        return new QualityJobs(project, view).backtest(promoted);
    }

    @Override
    public String suggest(Project project, FeatureView view) {
        return new QualityJobs(project, view).suggest();
    }

    @Override
    public List<RefusedRow> quarantine(Project project, FeatureView view, RunRecord refused) {
        return new QualityJobs(project, view).quarantine(refused);
    }

    @Override
    public ShareWorkers shareWorkers(Project project, String endpoint, long writeUnits) {
        return SparkShares.of(
                LakeSession.of(project), endpoint, project.settings().online().table(), writeUnits);
    }

    @Override
    public SparkTrial trial(Project project) {
        return TrialRun.of(project);
    }

    /** The job that OpenLineage's events name. */
    private static String job(String service) {
        return service + ".training_set";
    }

    private static String reference(TrainingSetRequest request) {
        return request.service().id();
    }
}
