package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.problem.NearestName;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Partitions of a view that are to be what former runs had made of them; all others stay as they are.
 *
 * @param runs the run of each partition that is to be restored
 */
public record Rollback(FeatureView view, SortedMap<Partition, RunRecord> runs) {
    /**
     * The rollback to these runs.
     *
     * @throws dev.sluice.problem.SluiceException {@link PlanningError#INVALID_ROLLBACK} when a run is not one of the view,
     *     when its rows were never promoted, or when two are of one partition
     */
    public static Rollback to(FeatureView view, List<String> runIds, String project, Registry registry) {
        SortedMap<Partition, RunRecord> runs = new TreeMap<>();
        for (String id : runIds) {
            RunRecord run = promoted(view, id, project, registry);
            RunRecord other = runs.put(run.partition(), run);
            if (other != null && !other.runId().equals(id)) {
                throw PlanningError.INVALID_ROLLBACK.problem("Cannot roll " + view.id() + " back to " + other.runId()
                        + " and to " + id + ": both are runs of " + run.partition() + ". Name one of them.");
            }
        }
        return new Rollback(view, runs);
    }

    private static RunRecord promoted(FeatureView view, String id, String project, Registry registry) {
        RunRecord run = registry.run(id)
                .filter(known -> known.project().equals(project) && known.view().equals(view.id()))
                .orElseThrow(() -> unknown(view, id, project, registry));
        if (!run.state().isPromoted() || run.versions().promoted() == null) {
            throw PlanningError.INVALID_ROLLBACK.problem("Cannot roll " + view.id() + " back to " + id
                    + ": its rows were never promoted (" + run.state() + "). `sluice history " + view.id()
                    + "` shows the runs that were.");
        }
        return run;
    }

    private static RuntimeException unknown(FeatureView view, String id, String project, Registry registry) {
        List<String> known = registry.runs(project, RunQuery.all().withView(view.id())).stream()
                .filter(run -> run.state().isPromoted())
                .map(RunRecord::runId)
                .toList();
        return PlanningError.INVALID_ROLLBACK.problem("Cannot roll " + view.id() + " back to " + id
                + ": it has no such run." + NearestName.hint(id, known) + " `sluice history " + view.id()
                + "` shows its runs.");
    }

    /** The partitions that hold other rows now. */
    public BackfillPlan plan(String project, Registry registry) {
        TimeRange range = new TimeRange(runs.firstKey().start(), runs.lastKey().end());
        Map<Partition, RunRecord> now = registry.promoted(project, view.id(), range);
        List<PlannedPartition> planned = runs.values().stream()
                .filter(run -> !holds(now.get(run.partition()), run))
                .map(run -> new PlannedPartition(view, run.partition(), Reason.ROLLED_BACK, "to " + run.runId()))
                .toList();
        return new BackfillPlan(range, List.of(view), planned, runs.size() - planned.size(), 0);
    }

    private static boolean holds(@Nullable RunRecord now, RunRecord wanted) {
        return now != null && now.runId().equals(wanted.runId());
    }
}
