package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.Estimator;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.backfill.RecordedInputs;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What it takes to compute anew what a plan makes stale: the estimate of such a backfill, from what the registry knows. */
final class RecomputeCosts {
    private final Map<ViewId, Cost> costs = new LinkedHashMap<>();

    private RecomputeCosts() {}

    /** @param sized whether the size of every source that is read is known */
    private record Cost(Estimate estimate, boolean sized) {}

    static RecomputeCosts of(List<Change> changes, Project project, Registry registry) {
        RecomputeCosts costs = new RecomputeCosts();
        for (Change change : changes) {
            if (!change.recompute().isEmpty()) {
                costs.add(project.view(new ViewId(change.name(), change.version())), project, registry);
            }
        }
        return costs;
    }

    private void add(FeatureView view, Project project, Registry registry) {
        List<PlannedPartition> stale = stale(view, project, registry);
        if (!stale.isEmpty()) {
            RecordedInputs inputs = new RecordedInputs(project, registry);
            BackfillPlan plan = new BackfillPlan(TimeRange.ALWAYS, List.of(view), stale, 0, 0);
            boolean sized = view.computation().sources().stream()
                    .noneMatch(use -> inputs.parts(project.source(use.source())).isEmpty());
            costs.put(
                    view.id(), new Cost(Estimator.of(project, registry, inputs).estimate(plan), sized));
        }
    }

    private static List<PlannedPartition> stale(FeatureView view, Project project, Registry registry) {
        String hash = project.computationHash(view);
        List<PlannedPartition> stale = new ArrayList<>();
        Map<Partition, RunRecord> promoted = registry.promoted(project.name(), view.id(), TimeRange.ALWAYS);
        promoted.forEach((partition, run) -> {
            if (!run.computationHash().equals(hash)) {
                stale.add(new PlannedPartition(view, partition, Reason.DEFINITION_CHANGED, ""));
            }
        });
        return stale;
    }

    /** In one line; empty when nothing was computed that is stale now. */
    Optional<String> line(Change change) {
        return cost(change).map(cost -> {
            int partitions = cost.estimate().partitions();
            String what = partitions == 1 ? "1 partition: " : partitions + " partitions: ";
            return what
                    + (cost.sized()
                            ? EstimateView.line(cost.estimate())
                            : "how much they read shows when they run; " + EstimateView.work(cost.estimate()));
        });
    }

    /** As {@code backfill --plan} has it; without what depends on a size that is not known. */
    @Nullable
    Map<String, ?> json(Change change) {
        return cost(change)
                .map(cost -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>(EstimateView.json(cost.estimate()));
                    if (!cost.sized()) {
                        List.of("bytes", "rows", "cost").forEach(unknown -> json.put(unknown, null));
                    }
                    return json;
                })
                .orElse(null);
    }

    private Optional<Cost> cost(Change change) {
        return Optional.ofNullable(costs.get(new ViewId(change.name(), change.version())));
    }
}
