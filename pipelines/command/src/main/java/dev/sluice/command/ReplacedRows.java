package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that a backfill replaces: remembers the tables' versions before it, and compares after it. */
final class ReplacedRows {
    private final Project project;
    private final Map<FeatureView, Long> versions = new HashMap<>();

    private ReplacedRows(Project project) {
        this.project = project;
    }

    /** Of views of which something is planned that may have been promoted before. */
    static ReplacedRows before(Project project, BackfillPlan plan) {
        ReplacedRows rows = new ReplacedRows(project);
        plan.views().stream()
                .filter(view -> plan.of(view).stream().anyMatch(ReplacedRows::mayReplace))
                .forEach(view -> SparkJobs.load()
                        .tableVersion(project, view)
                        .ifPresent(version -> rows.versions.put(view, version)));
        return rows;
    }

    private static boolean mayReplace(PlannedPartition planned) {
        return planned.reason() != Reason.MISSING;
    }

    List<ViewChange> changes(BackfillResult result) {
        List<ViewChange> changes = new ArrayList<>();
        versions.forEach((view, version) -> {
            List<Partition> replaced = result.outcomes().stream()
                    .filter(PartitionOutcome::promoted)
                    .map(PartitionOutcome::planned)
                    .filter(planned -> planned.view().equals(view) && mayReplace(planned))
                    .map(PlannedPartition::partition)
                    .toList();
            if (!replaced.isEmpty()) {
                changes.add(SparkJobs.load().changes(project, view, version, replaced));
            }
        });
        return changes;
    }
}
