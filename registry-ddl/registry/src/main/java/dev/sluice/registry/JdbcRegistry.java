package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditQuery;
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
import org.jspecify.annotations.Nullable;

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
    private final JdbcDeprecations deprecations;
    private final JdbcConsumers consumers;
    private final JdbcProjectLakes lakes;
    private final JdbcAuditLog audit;
    private final JdbcLineage lineage;
    private final JdbcStandings standings;

    /** Takes the database over, and closes it with itself. */
    JdbcRegistry(Database database, LeaseOptions options, Clock clock) {
        this.database = database;
        this.leases = new Leases(new JdbcLeaseTable(database), options, clock, ProcessIdentity::current);
        this.audit = new JdbcAuditLog(database, clock, RequestingUser.name());
        this.definitions = new JdbcDefinitions(database, audit);
        this.runs = new JdbcRuns(database, audit);
        this.gateResults = new JdbcGateResults(database);
        this.materializations = new JdbcMaterializations(database, audit);
        this.trainingSets = new JdbcTrainingSets(database, audit);
        this.sourceFiles = new JdbcSourceFiles(database);
        this.backfills = new JdbcBackfills(database, audit);
        this.activations = new JdbcActivations(database, audit);
        this.deprecations = new JdbcDeprecations(database, audit);
        this.consumers = new JdbcConsumers(database);
        this.lakes = new JdbcProjectLakes(database, audit);
        this.lineage = new JdbcLineage(database);
        this.standings = new JdbcStandings(database);
    }

    @Override
    public List<RegisteredDefinition> definitions(String project) {
        return definitions.newest(project);
    }

    @Override
    public ProjectPlan apply(Project project, Instant now, Consumer<List<RegisteredDefinition>> guard) {
        requireSameLake(project);
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
    public List<Revision> revisions(String project, String view) {
        return definitions.revisions(project, view);
    }

    @Override
    public List<ServiceConsumer> consumers(String project) {
        return consumers.ofProject(project);
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
    public Map<ViewId, ViewStanding> standings(String project, @Nullable ViewId only) {
        return standings.of(project, only);
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
    public void record(LineageRecord record) {
        lineage.record(record);
    }

    @Override
    public List<LineageRecord> lineage(String project) {
        return lineage.ofProject(project);
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
    public List<Deprecation> deprecations(String project) {
        return deprecations.ofProject(project);
    }

    @Override
    public boolean deprecate(String project, Deprecation next, @Nullable Deprecation seen) {
        return deprecations.deprecate(project, next, seen);
    }

    @Override
    public void requireSameLake(Project project) {
        lakes.require(project);
    }

    @Override
    public void adopt(Project project, Instant now) {
        lakes.adopt(project, now);
    }

    @Override
    public List<AuditEntry> auditLog(String project, long after, int limit) {
        return audit.following(project, after, limit);
    }

    @Override
    public List<AuditEntry> auditLog(String project, AuditQuery query) {
        return audit.matching(project, query);
    }

    @Override
    public long auditLength(String project) {
        return audit.length(project);
    }

    @Override
    public void close() {
        leases.close();
        database.close();
    }
}
