package dev.sluice.registry;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.input.ObservedFile;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A registry that lives as long as its object: for trying things out, and for tests of what stands on a registry. */
public final class InMemoryRegistry implements Registry {
    private final Map<String, Map<DefinitionId, RegisteredDefinition>> definitions = new HashMap<>();
    private final LinkedHashMap<String, RunRecord> runs = new LinkedHashMap<>();
    private final Map<String, SortedMap<Integer, GateResult>> gateResults = new HashMap<>();
    private final List<MaterializationRecord> materializations = new ArrayList<>();
    private final List<TrainingSetRecord> trainingSets = new ArrayList<>();
    private final Map<String, List<SourceFileRecord>> sourceFiles = new HashMap<>();
    private final List<BackfillRecord> backfills = new ArrayList<>();
    private final Map<String, List<Activation>> activations = new HashMap<>();
    private final Leases leases;
    private long sourceState;

    public InMemoryRegistry() {
        this(LeaseOptions.DEFAULTS, Clock.systemUTC());
    }

    InMemoryRegistry(LeaseOptions options, Clock clock) {
        this.leases = new Leases(new InMemoryLeaseTable(), options, clock, ProcessIdentity::current);
    }

    @Override
    public synchronized List<RegisteredDefinition> definitions(String project) {
        return RegisteredDefinition.sorted(
                List.copyOf(definitions.getOrDefault(project, Map.of()).values()));
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
            lease.check();
            return register(project, now, guard);
        }
    }

    private synchronized ProjectPlan register(
            Project project, Instant now, Consumer<List<RegisteredDefinition>> guard) {
        guard.accept(definitions(project.name()));
        ProjectPlan plan = ProjectPlan.between(definitions(project.name()), project);
        Map<DefinitionId, RegisteredDefinition> known =
                definitions.computeIfAbsent(project.name(), name -> new HashMap<>());
        plan.changes().stream()
                .filter(change -> change.action() == Change.Action.GONE)
                .forEach(change -> known.computeIfPresent(change.id(), (id, definition) -> definition.retired(now)));
        List<DefinitionId> written = plan.changes().stream()
                .filter(Change::isRegistered)
                .map(Change::id)
                .toList();
        project.definitions().stream()
                .map(definition -> RegisteredDefinition.of(definition, now))
                .filter(definition -> written.contains(definition.id()))
                .forEach(definition -> known.put(definition.id(), definition));
        List<ViewId> declared = project.views().stream().map(FeatureView::id).toList();
        Activation.applied(declared, Activation.active(activations(project.name())), now)
                .forEach(activation -> activationsOf(project.name()).add(0, activation));
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
        runs.put(run.runId(), run);
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
    }

    @Override
    public synchronized Optional<MaterializationRecord> lastMaterialization(String project, ViewId view) {
        return materializations.stream()
                .filter(done -> done.project().equals(project) && done.view().equals(view))
                .findFirst();
    }

    @Override
    public synchronized void record(TrainingSetRecord trainingSet) {
        trainingSets.removeIf(other ->
                other.project().equals(trainingSet.project()) && other.id().equals(trainingSet.id()));
        trainingSets.add(0, trainingSet);
    }

    @Override
    public synchronized List<TrainingSetRecord> trainingSets(String project) {
        return trainingSets.stream()
                .filter(set -> set.project().equals(project))
                .toList();
    }

    @Override
    public synchronized long observe(String project, String source, Collection<ObservedFile> files) {
        List<SourceFileRecord> known = sourceFiles.computeIfAbsent(project + "/" + source, key -> new ArrayList<>());
        SourceObservation news = SourceObservation.of(known, files);
        if (!news.isNews()) {
            return news.newest().orElseThrow();
        }
        long state = ++sourceState;
        known.removeAll(news.gone());
        news.gone().forEach(gone -> known.add(gone.goneSince(state)));
        news.fresh().forEach(file -> known.add(new SourceFileRecord(file, state, null)));
        return state;
    }

    @Override
    public synchronized List<SourceFileRecord> sourceFiles(String project, String source) {
        return sourceFiles.getOrDefault(project + "/" + source, List.of()).stream()
                .sorted(Comparator.comparing(
                                (SourceFileRecord record) -> record.file().path())
                        .thenComparing(SourceFileRecord::since))
                .toList();
    }

    @Override
    public synchronized void record(BackfillRecord backfill) {
        backfills.removeIf(other -> isSamePlan(other, backfill));
        backfills.add(0, backfill);
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

    private List<Activation> activationsOf(String project) {
        return activations.computeIfAbsent(project, name -> new ArrayList<>());
    }

    @Override
    public synchronized List<Activation> activations(String project) {
        return activationsOf(project).stream()
                .sorted(Comparator.comparing(activation -> activation.view().name()))
                .toList();
    }

    @Override
    public synchronized boolean activate(String project, Activation next, int seen) {
        Integer now = Activation.active(activations(project)).get(next.view().name());
        if (!Objects.equals(now, seen)) {
            return false;
        }
        activationsOf(project).add(0, next);
        return true;
    }

    @Override
    public void close() {
        leases.close();
    }
}
