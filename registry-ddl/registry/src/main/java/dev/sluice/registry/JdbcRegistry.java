package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.database.Database;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A registry in SQLite or PostgreSQL. */
final class JdbcRegistry implements Registry {
    private final Database database;
    private final Leases leases;
    private final JdbcDefinitions definitions;
    private final JdbcRuns runs;
    private final JdbcGateResults gateResults;
    private final JdbcMaterializations materializations;
    private final JdbcTrainingSets trainingSets;
    private final JdbcSourceFiles sourceFiles;
    private final JdbcBackfills backfills;
    private final JdbcActivations activations;

    /** Takes the database over, and closes it with itself. */
    JdbcRegistry(Database database, LeaseOptions options, Clock clock) {
        this.database = database;
        this.leases = new Leases(new JdbcLeaseTable(database), options, clock, ProcessIdentity::current);
        this.definitions = new JdbcDefinitions(database);
        this.runs = new JdbcRuns(database);
        this.gateResults = new JdbcGateResults(database);
        this.materializations = new JdbcMaterializations(database);
        this.trainingSets = new JdbcTrainingSets(database);
        this.sourceFiles = new JdbcSourceFiles(database);
        this.backfills = new JdbcBackfills(database);
        this.activations = new JdbcActivations(database);
    }

    @Override
    public List<RegisteredDefinition> definitions(String project) {
        return definitions.newest(project);
    }

    @Override
    public ProjectPlan apply(Project project, Instant now, Consumer<List<RegisteredDefinition>> guard) {
        List<RegisteredDefinition> known = definitions(project.name());
        guard.accept(known);
        ProjectPlan plan = ProjectPlan.between(known, project);
        if (plan.isEmpty()) {
            return plan;
        }
        try (Lease lease = acquire("apply/" + project.name())) {
            return definitions.apply(project, now, guard, lease);
        }
    }

    @Override
    public Lease acquire(String resource) {
        return leases.acquire(resource);
    }

    @Override
    public RunRecord begin(RunStart start) {
        return runs.begin(start);
    }

    @Override
    public void update(RunRecord run) {
        runs.update(run);
    }

    @Override
    public Optional<RunRecord> run(String runId) {
        return runs.byId(runId);
    }

    @Override
    public Optional<RunRecord> newestRun(ViewId view, Partition partition, String project) {
        return runs.newest(view, partition, project);
    }

    @Override
    public List<RunRecord> runs(String project, RunQuery query) {
        return runs.matching(project, query);
    }

    @Override
    public Map<Partition, RunRecord> promoted(String project, ViewId view, TimeRange range) {
        return runs.promoted(project, view, range);
    }

    @Override
    public SortedMap<Partition, RunRecord> refused(String project, ViewId view, TimeRange range) {
        return runs.refused(project, view, range);
    }

    @Override
    public void record(List<GateResult> results) {
        gateResults.record(results);
    }

    @Override
    public List<GateResult> gateResults(String runId) {
        return gateResults.ofRun(runId);
    }

    @Override
    public void record(MaterializationRecord materialization) {
        materializations.record(materialization);
    }

    @Override
    public Optional<MaterializationRecord> lastMaterialization(String project, ViewId view) {
        return materializations.last(project, view);
    }

    @Override
    public void record(TrainingSetRecord trainingSet) {
        trainingSets.record(trainingSet);
    }

    @Override
    public List<TrainingSetRecord> trainingSets(String project) {
        return trainingSets.ofProject(project);
    }

    @Override
    public long observe(String project, String source, Collection<ObservedFile> files) {
        return sourceFiles.observe(project, source, files);
    }

    @Override
    public List<SourceFileRecord> sourceFiles(String project, String source) {
        return sourceFiles.ofSource(project, source);
    }

    @Override
    public void record(BackfillRecord backfill) {
        backfills.record(backfill);
    }

    @Override
    public boolean advance(BackfillRecord seen, BackfillState next, Instant at) {
        return backfills.advance(seen, next, at);
    }

    @Override
    public List<BackfillRecord> backfills(String project) {
        return backfills.ofProject(project);
    }

    @Override
    public List<Activation> activations(String project) {
        return activations.ofProject(project);
    }

    @Override
    public boolean activate(String project, Activation next, int seen) {
        return activations.activate(project, next, seen);
    }

    @Override
    public void close() {
        leases.close();
        database.close();
    }
}
