package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a range should hold with what the run log says was promoted, and what was read for it with what the sources
 * hold now. Changes nothing.
 */
public final class BackfillPlanner {
    /** More partitions than this in one plan is taken for a mistyped date. */
    static final int MAX_PARTITIONS = 100_000;

    private final Project project;
    private final Registry registry;
    private final Instant now;
    private final SourceInputs inputs;

    private BackfillPlanner(Project project, Registry registry, SourceInputs inputs) {
        this.project = project;
        this.registry = registry;
        this.now = project.settings().clock().instant();
        this.inputs = inputs;
    }

    /** A planner that does not look at sources. */
    public static BackfillPlanner of(Project project, Registry registry) {
        return new BackfillPlanner(project, registry, SourceInputs.UNKNOWN);
    }

    /** The planner that looks at sources too. */
    public BackfillPlanner withInputs(SourceInputs looked) {
        return new BackfillPlanner(project, registry, looked);
    }

    /** The missing and stale partitions of the range. */
    public BackfillPlan plan(List<FeatureView> views, TimeRange range) {
        return plan(views, range, (view, partitions) -> reasons(view, partitions, range));
    }

    /** All partitions of the range that are over; those that need nothing because somebody asked for them. */
    public BackfillPlan planAll(List<FeatureView> views, TimeRange range) {
        return plan(views, range, (view, partitions) -> {
            Map<Partition, PlannedPartition> planned = reasons(view, partitions, range);
            partitions.forEach(partition ->
                    planned.putIfAbsent(partition, new PlannedPartition(view, partition, Reason.ASKED_FOR, "")));
            return planned;
        });
    }

    private BackfillPlan plan(
            List<FeatureView> views,
            TimeRange range,
            BiFunction<FeatureView, List<Partition>, Map<Partition, PlannedPartition>> choice) {
        List<PlannedPartition> planned = new ArrayList<>();
        int upToDate = 0;
        int unfinished = 0;
        for (FeatureView view : views) {
            List<Partition> all = partitions(view, range);
            List<Partition> over = all.stream()
                    .filter(partition -> !partition.end().isAfter(now))
                    .toList();
            Map<Partition, PlannedPartition> chosen = choice.apply(view, over);
            planned.addAll(withBlockade(
                    view,
                    over.stream()
                            .flatMap(partition -> Stream.ofNullable(chosen.get(partition)))
                            .toList()));
            upToDate += over.size() - chosen.size();
            unfinished += all.size() - over.size();
        }
        return new BackfillPlan(range, views, planned, upToDate, unfinished);
    }

    /** Says of partitions that a refused one is in their way, unless the plan runs it before them. */
    private List<PlannedPartition> withBlockade(FeatureView view, List<PlannedPartition> planned) {
        if (planned.isEmpty()) {
            return planned;
        }
        Set<Partition> run = planned.stream().map(PlannedPartition::partition).collect(Collectors.toSet());
        Instant last = planned.get(planned.size() - 1).partition().start();
        Optional<Partition> inTheWay = new Blockade(view, project.name(), registry)
                .refusedBefore(last).keySet().stream()
                        .filter(partition -> !run.contains(partition))
                        .findFirst();
        return inTheWay.map(refused -> planned.stream()
                        .map(one -> one.partition().compareTo(refused) > 0 ? one.waitingFor(refused) : one)
                        .toList())
                .orElse(planned);
    }

    private Map<Partition, PlannedPartition> reasons(FeatureView view, List<Partition> partitions, TimeRange range) {
        Map<Partition, RunRecord> newest = newestRuns(view, range);
        InputChanges changes = InputChanges.of(project, view, newest.values(), inputs);
        String hash = project.computationHash(view);
        Map<Partition, PlannedPartition> planned = new HashMap<>();
        partitions.forEach(partition -> reason(newest.get(partition), hash, changes)
                .ifPresent(why ->
                        planned.put(partition, new PlannedPartition(view, partition, why.reason(), why.detail()))));
        return planned;
    }

    /**
     * What is left of a plan that was begun.
     *
     * @param begun runs that began before it do not count
     */
    public BackfillPlan planRest(PlanContent content, Instant begun) {
        List<PlannedPartition> planned = new ArrayList<>();
        Set<FeatureView> views = new LinkedHashSet<>();
        int done = 0;
        for (PlanContent.Stretch stretch : content.stretches()) {
            FeatureView view = sameView(stretch);
            views.add(view);
            TimeRange range =
                    new TimeRange(stretch.first().start(), stretch.last().end());
            Map<Partition, RunRecord> newest = newestRuns(view, range);
            for (Partition partition : stretch.partitions()) {
                RunRecord run = newest.get(partition);
                if (isDone(run, stretch, begun)) {
                    done++;
                } else {
                    planned.add(new PlannedPartition(view, partition, reasonOfRest(run, stretch), ""));
                }
            }
        }
        return new BackfillPlan(content.range(), List.copyOf(views), planned, done, 0);
    }

    private FeatureView sameView(PlanContent.Stretch stretch) {
        FeatureView view = project.view(stretch.view());
        if (!project.computationHash(view).equals(stretch.computationHash())) {
            throw new SluiceException(
                    PlanningError.PLAN_OUTDATED,
                    "Cannot resume the backfill of " + stretch.view()
                            + ": its definition has changed since it was planned. Plan it anew with --from and --to.");
        }
        return view;
    }

    private static boolean isDone(@Nullable RunRecord run, PlanContent.Stretch stretch, Instant begun) {
        return run != null
                && run.state() == RunState.COMPLETED
                && run.computationHash().equals(stretch.computationHash())
                && !run.startedAt().isBefore(begun);
    }

    private static Reason reasonOfRest(@Nullable RunRecord run, PlanContent.Stretch stretch) {
        return run != null && !run.state().hasEnded() ? Reason.INTERRUPTED : stretch.reason();
    }

    /** The partition of each view that contains the instant, whatever its state. It must be over by the project's clock. */
    public BackfillPlan planOne(List<FeatureView> views, Instant at) {
        return planEach(views, List.of(at));
    }

    /** The partitions of each view that contain these instants, at least one, whatever their state. They must be over. */
    public BackfillPlan planEach(List<FeatureView> views, List<Instant> moments) {
        List<Instant> ordered = moments.stream().sorted().toList();
        List<PlannedPartition> planned = views.stream()
                .flatMap(view -> ordered.stream()
                        .map(at -> finished(view, at))
                        .distinct()
                        .map(partition -> new PlannedPartition(view, partition, Reason.ASKED_FOR, "")))
                .toList();
        Instant last = ordered.get(ordered.size() - 1);
        return new BackfillPlan(new TimeRange(ordered.get(0), last.plusNanos(1_000)), views, planned, 0, 0);
    }

    private Partition finished(FeatureView view, Instant at) {
        Partition partition = Partition.containing(view.granularity(), at);
        if (partition.end().isAfter(now)) {
            throw new SluiceException(
                    PlanningError.PARTITION_NOT_OVER,
                    "Cannot run " + view.id() + " for " + partition + ": it is not over before " + partition.end()
                            + " and the project's clock says " + now + ". Ask for an earlier partition"
                            + (project.settings().replayClock() == null ? "." : ", or move 'clock' in sluice.yaml."));
        }
        return partition;
    }

    private static List<Partition> partitions(FeatureView view, TimeRange range) {
        Duration one = Duration.between(
                Instant.EPOCH,
                Partition.containing(view.granularity(), Instant.EPOCH).end());
        if (Duration.between(range.from(), range.until()).dividedBy(one) > MAX_PARTITIONS) {
            throw new SluiceException(
                    PlanningError.RANGE_TOO_LONG,
                    "Cannot plan " + view.id() + " for " + range + ": more than " + MAX_PARTITIONS
                            + " partitions. Check the years, or plan in parts.");
        }
        return Partition.within(view.granularity(), range);
    }

    private Map<Partition, RunRecord> newestRuns(FeatureView view, TimeRange range) {
        Map<Partition, RunRecord> newest = new HashMap<>();
        RunQuery query = RunQuery.all().withView(view.id()).withRange(range);
        registry.runs(project.name(), query).forEach(run -> newest.putIfAbsent(run.partition(), run));
        return newest;
    }

    private record Why(Reason reason, String detail) {
        static Optional<Why> of(Reason reason) {
            return Optional.of(new Why(reason, ""));
        }
    }

    private static Optional<Why> reason(@Nullable RunRecord run, String hash, InputChanges changes) {
        if (run == null) {
            return Why.of(Reason.MISSING);
        }
        return switch (run.state()) {
            case REFUSED -> Why.of(Reason.REFUSED);
            case FAILED -> Why.of(Reason.FAILED);
            case COMPLETED ->
                run.computationHash().equals(hash)
                        ? changes.since(run).map(what -> new Why(Reason.INPUT_CHANGED, what))
                        : Why.of(Reason.DEFINITION_CHANGED);
            case COMPUTING, STAGED, JUDGED, PROMOTED -> Why.of(Reason.INTERRUPTED);
        };
    }
}
