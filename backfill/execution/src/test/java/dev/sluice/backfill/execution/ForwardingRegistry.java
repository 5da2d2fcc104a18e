package dev.sluice.backfill.execution;

import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Lease;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.registry.SourceFileRecord;
import dev.sluice.registry.TrainingSetRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry that hands everything on to another one; tests override what they disturb. */
abstract class ForwardingRegistry implements Registry {
    private final Registry other;

    ForwardingRegistry(Registry other) {
        this.other = other;
    }

    @Override
    public List<RegisteredDefinition> definitions(String project) {
        return other.definitions(project);
    }

    @Override
    public ProjectPlan apply(Project project, Instant now) {
        return other.apply(project, now);
    }

    @Override
    public Lease acquire(String resource) {
        return other.acquire(resource);
    }

    @Override
    public RunRecord begin(RunStart start) {
        return other.begin(start);
    }

    @Override
    public void update(RunRecord run) {
        other.update(run);
    }

    @Override
    public Optional<RunRecord> run(String runId) {
        return other.run(runId);
    }

    @Override
    public Optional<RunRecord> newestRun(ViewId view, Partition partition, String project) {
        return other.newestRun(view, partition, project);
    }

    @Override
    public List<RunRecord> runs(String project, RunQuery query) {
        return other.runs(project, query);
    }

    @Override
    public Map<Partition, RunRecord> promoted(String project, ViewId view, TimeRange range) {
        return other.promoted(project, view, range);
    }

    @Override
    public void record(List<GateResult> results) {
        other.record(results);
    }

    @Override
    public List<GateResult> gateResults(String runId) {
        return other.gateResults(runId);
    }

    @Override
    public void record(MaterializationRecord materialization) {
        other.record(materialization);
    }

    @Override
    public Optional<MaterializationRecord> lastMaterialization(String project, ViewId view) {
        return other.lastMaterialization(project, view);
    }

    @Override
    public void record(TrainingSetRecord trainingSet) {
        other.record(trainingSet);
    }

    @Override
    public List<TrainingSetRecord> trainingSets(String project) {
        return other.trainingSets(project);
    }

    @Override
    public long observe(String project, String source, Collection<ObservedFile> files) {
        return other.observe(project, source, files);
    }

    @Override
    public List<SourceFileRecord> sourceFiles(String project, String source) {
        return other.sourceFiles(project, source);
    }

    @Override
    public void record(BackfillRecord backfill) {
        other.record(backfill);
    }

    @Override
    public boolean advance(BackfillRecord seen, BackfillState next, Instant at) {
        return other.advance(seen, next, at);
    }

    @Override
    public List<BackfillRecord> backfills(String project) {
        return other.backfills(project);
    }

    @Override
    public void close() {
        other.close();
    }
}
