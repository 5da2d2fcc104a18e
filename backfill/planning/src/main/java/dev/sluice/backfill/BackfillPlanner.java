package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a range should hold with what the run log says was promoted. Reads the registry only; changes nothing. */
public final class BackfillPlanner {
    /** More partitions than this in one plan is taken for a mistyped date. */
    static final int MAX_PARTITIONS = 100_000;

    private final Project project;
    private final Registry registry;
    private final Instant now;

    private BackfillPlanner(Project project, Registry registry, Instant now) {
        this.project = project;
        this.registry = registry;
        this.now = now;
    }

    public static BackfillPlanner of(Project project, Registry registry) {
        return new BackfillPlanner(project, registry, project.settings().clock().instant());
    }

    /** The missing and stale partitions of the range. */
    public BackfillPlan plan(List<FeatureView> views, TimeRange range) {
        List<PlannedPartition> planned = new ArrayList<>();
        int upToDate = 0;
        int unfinished = 0;
        for (FeatureView view : views) {
            Map<Partition, RunRecord> newest = newestRuns(view, range);
            for (Partition partition : partitions(view, range)) {
                Optional<Reason> reason = reason(view, partition, newest);
                if (partition.end().isAfter(now)) {
                    unfinished++;
                } else if (reason.isPresent()) {
                    planned.add(new PlannedPartition(view, partition, reason.get()));
                } else {
                    upToDate++;
                }
            }
        }
        return new BackfillPlan(range, views, planned, upToDate, unfinished);
    }

    /** The partition of each view that contains the instant, whatever its state. It must be over by the project's clock. */
    public BackfillPlan planOne(List<FeatureView> views, Instant at) {
        List<PlannedPartition> planned = views.stream()
                .map(view -> new PlannedPartition(view, finished(view, at), Reason.ASKED_FOR))
                .toList();
        return new BackfillPlan(new TimeRange(at, at.plusNanos(1_000)), views, planned, 0, 0);
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

    private Optional<Reason> reason(FeatureView view, Partition partition, Map<Partition, RunRecord> newest) {
        RunRecord run = newest.get(partition);
        if (run == null) {
            return Optional.of(Reason.MISSING);
        }
        boolean changed = !run.computationHash().equals(project.computationHash(view));
        return switch (run.state()) {
            case REFUSED -> Optional.of(Reason.REFUSED);
            case FAILED -> Optional.of(Reason.FAILED);
            case COMPLETED -> changed ? Optional.of(Reason.DEFINITION_CHANGED) : Optional.empty();
            case COMPUTING, STAGED, JUDGED, PROMOTED -> Optional.of(Reason.INTERRUPTED);
        };
    }
}
