package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditQuery;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A registry that lives as long as its object: for trying things out, and for tests of what stands on a registry. */
public final class InMemoryRegistry implements Registry {
    private final InMemoryDefinitions definitions = new InMemoryDefinitions();
    private final LinkedHashMap<String, RunRecord> runs = new LinkedHashMap<>();
    private final Map<String, SortedMap<Integer, GateResult>> gateResults = new HashMap<>();
    private final List<MaterializationRecord> materializations = new ArrayList<>();
    private final List<TrainingSetRecord> trainingSets = new ArrayList<>();
    private final List<LineageRecord> lineage = new ArrayList<>();
    private final InMemorySourceFiles sourceFiles = new InMemorySourceFiles();
    private final List<BackfillRecord> backfills = new ArrayList<>();
    private final Map<String, List<ServiceConsumer>> consumers = new HashMap<>();
    private final Map<String, ProjectLake> lakes = new HashMap<>();
    private final InMemoryAuditLog audit;
    private final InMemoryVersions versions;
    private final Leases leases;

    public InMemoryRegistry() {
        this(LeaseOptions.DEFAULTS, Clock.systemUTC());
    }

    InMemoryRegistry(LeaseOptions options, Clock clock) {
        this.audit = new InMemoryAuditLog(clock);
        this.versions = new InMemoryVersions(audit);
        this.leases = new Leases(new InMemoryLeaseTable(), options, clock, ProcessIdentity::current);
    }

    @Override
    public synchronized List<RegisteredDefinition> definitions(String project) {
        return definitions.newest(project);
    }

    @Override
    public synchronized List<Revision> revisions(String project, String view) {
        return definitions.revisions(project, view);
    }

    @Override
    public synchronized List<ServiceConsumer> consumers(String project) {
        return consumers.getOrDefault(project, List.of());
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
            lease.check();
            return register(project, now, guard);
        }
    }

    private synchronized ProjectPlan register(
            Project project, Instant now, Consumer<List<RegisteredDefinition>> guard) {
        List<RegisteredDefinition> before = definitions(project.name());
        guard.accept(before);
        ProjectPlan plan = ProjectPlan.between(before, project);
        Project recognized = RegisteredQueries.of(before).recognizedIn(project);
        definitions.apply(plan, recognized, now);
        lakes.putIfAbsent(project.name(), ProjectLake.of(project, RequestingUser.name(), now));
        consumers.put(project.name(), ServiceConsumer.of(project.services()));
        audit.append(project.name(), AuditEvents.ofPlan(plan, before, JdbcDefinitions.fingerprints(recognized)));
        versions.apply(project, now);
        return plan;
    }

    @Override
    public Lease acquire(String resource) {
        return leases.acquire(resource);
    }

    @Override
    public synchronized RunRecord begin(RunStart start) {
        RunRecord begun = runs.get(start.runId());
        if (begun != null) {
            start.requireSame(begun.start());
            return begun;
        }
        newestRun(start.view(), start.partition(), start.project())
                .ifPresent(newest -> start.requireNewerThan(newest.start()));
        RunRecord run = RunRecord.begun(start);
        runs.put(run.runId(), run);
        return run;
    }

    @Override
    public synchronized void update(RunRecord run) {
        requireBegun(run.runId());
        RunRecord before = Objects.requireNonNull(runs.put(run.runId(), run));
        audit.append(run.project(), AuditEvents.ofRun(before, run));
    }

    private void requireBegun(String runId) {
        if (!runs.containsKey(runId)) {
            throw RegistryError.unknownRun(runId);
        }
    }

    @Override
    public synchronized Optional<RunRecord> run(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public Optional<RunRecord> newestRun(ViewId view, Partition partition, String project) {
        return runs(project, RunQuery.all().withView(view)).stream()
                .filter(run -> run.partition().equals(partition))
                .findFirst();
    }

    @Override
    public synchronized List<RunRecord> runs(String project, RunQuery query) {
        List<RunRecord> newestFirst = new ArrayList<>(runs.values());
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(run -> run.project().equals(project) && query.matches(run))
                .limit(query.limit())
                .toList();
    }

    @Override
    public Map<Partition, RunRecord> promoted(String project, ViewId view, TimeRange range) {
        Map<Partition, RunRecord> newest = new TreeMap<>();
        runs(project, RunQuery.all().withView(view).withRange(range)).stream()
                .filter(run -> run.state().isPromoted())
                .forEach(run -> newest.putIfAbsent(run.partition(), run));
        return newest;
    }

    @Override
    public SortedMap<Partition, RunRecord> refused(String project, ViewId view, TimeRange range) {
        SortedMap<Partition, RunRecord> newest = new TreeMap<>();
        runs(project, RunQuery.all().withView(view).withRange(range)).stream()
                .filter(run -> run.state() == RunState.REFUSED || run.state().isPromoted())
                .forEach(run -> newest.putIfAbsent(run.partition(), run));
        newest.values().removeIf(run -> run.state().isPromoted());
        return newest;
    }

    @Override
    public synchronized Map<ViewId, ViewStanding> standings(String project, @Nullable ViewId only) {
        RunQuery query = only == null ? RunQuery.all() : RunQuery.all().withView(only);
        Map<ViewId, ViewStanding> standings = new HashMap<>();
        Set<List<Object>> followed = new HashSet<>();
        for (RunRecord run : runs(project, query)) {
            ViewStanding known = standings.getOrDefault(run.view(), ViewStanding.NONE);
            boolean newest = followed.add(List.of(run.view(), run.partition()));
            if (run.state().isPromoted()) {
                standings.put(run.view(), known.withPromoted(run));
            } else if (newest) {
                standings.put(run.view(), known.withOpen(run));
            }
        }
        materializations.stream()
                .filter(done -> done.project().equals(project))
                .map(MaterializationRecord::view)
                .filter(view -> only == null || only.equals(view))
                .distinct()
                .forEach(view -> lastMaterialization(project, view)
                        .ifPresent(last -> standings.merge(
                                view,
                                ViewStanding.NONE.withMaterialized(last),
                                (known, none) -> known.withMaterialized(last))));
        return standings;
    }

    @Override
    public synchronized void record(List<GateResult> results) {
        results.forEach(result -> requireBegun(result.runId()));
        results.forEach(result -> gateResults
                .computeIfAbsent(result.runId(), run -> new TreeMap<>())
                .put(result.ordinal(), result));
    }

    @Override
    public synchronized List<GateResult> gateResults(String runId) {
        return List.copyOf(
                gateResults.getOrDefault(runId, Collections.emptySortedMap()).values());
    }

    @Override
    public synchronized void record(MaterializationRecord materialization) {
        materializations.add(0, materialization);
        audit.append(materialization.project(), AuditEvents.materialized(materialization));
    }

    @Override
    public synchronized Optional<MaterializationRecord> lastMaterialization(String project, ViewId view) {
        return materializations.stream()
                .filter(done -> done.project().equals(project) && done.view().equals(view))
                .findFirst();
    }

    @Override
    public synchronized void record(TrainingSetRecord trainingSet) {
        String before = trainingSets(trainingSet.project()).stream()
                .filter(other -> other.id().equals(trainingSet.id()))
                .map(TrainingSetRecord::manifest)
                .findFirst()
                .orElse(null);
        trainingSets.removeIf(other ->
                other.project().equals(trainingSet.project()) && other.id().equals(trainingSet.id()));
        trainingSets.add(0, trainingSet);
        audit.append(trainingSet.project(), AuditEvents.ofTrainingSet(before, trainingSet));
    }

    @Override
    public synchronized List<TrainingSetRecord> trainingSets(String project) {
        return trainingSets.stream()
                .filter(set -> set.project().equals(project))
                .toList();
    }

    @Override
    public synchronized void record(LineageRecord record) {
        lineage.removeIf(record::isOfSameComputation);
        lineage.add(0, record);
    }

    @Override
    public synchronized List<LineageRecord> lineage(String project) {
        return lineage.stream()
                .filter(record -> record.project().equals(project))
                .toList();
    }

    @Override
    public long observe(String project, String source, Collection<ObservedFile> files) {
        return sourceFiles.observe(project + "/" + source, files);
    }

    @Override
    public List<SourceFileRecord> sourceFiles(String project, String source) {
        return sourceFiles.of(project + "/" + source);
    }

    @Override
    public synchronized void record(BackfillRecord backfill) {
        BackfillRecord before = backfills.stream()
                .filter(other -> isSamePlan(other, backfill))
                .findFirst()
                .orElse(null);
        backfills.removeIf(other -> isSamePlan(other, backfill));
        backfills.add(0, backfill);
        audit.append(backfill.project(), AuditEvents.ofBackfill(before, backfill));
    }

    private static boolean isSamePlan(BackfillRecord one, BackfillRecord other) {
        return one.project().equals(other.project()) && one.planHash().equals(other.planHash());
    }

    @Override
    public synchronized boolean advance(BackfillRecord seen, BackfillState next, Instant at) {
        for (int i = 0; i < backfills.size(); i++) {
            BackfillRecord kept = backfills.get(i);
            if (isSamePlan(kept, seen) && kept.state() == seen.state()) {
                backfills.set(i, kept.in(next, at));
                audit.append(kept.project(), AuditEvents.ofBackfill(kept, kept.in(next, at)));
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized List<BackfillRecord> backfills(String project) {
        return backfills.stream()
                .filter(backfill -> backfill.project().equals(project))
                .toList();
    }

    @Override
    public List<Activation> activations(String project) {
        return versions.activations(project);
    }

    @Override
    public boolean activate(String project, Activation next, int seen) {
        return versions.activate(project, next, seen);
    }

    @Override
    public List<Deprecation> deprecations(String project) {
        return versions.deprecations(project);
    }

    @Override
    public boolean deprecate(String project, Deprecation next, @Nullable Deprecation seen) {
        return versions.deprecate(project, next, seen);
    }

    @Override
    public synchronized void requireSameLake(Project project) {
        ProjectLake.require(lakes.get(project.name()), project);
    }

    @Override
    public synchronized void adopt(Project project, Instant now) {
        ProjectLake lake = ProjectLake.of(project, RequestingUser.name(), now);
        ProjectLake former = lakes.put(project.name(), lake);
        if (former == null || !former.lake().equals(lake.lake())) {
            audit.append(
                    project.name(),
                    AuditEvents.adopted(project.name(), former == null ? null : former.lake(), lake.lake()));
        }
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
    }
}
