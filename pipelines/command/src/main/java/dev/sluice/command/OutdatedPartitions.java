package dev.sluice.command;

import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.catalog.beyond.StalePartitions;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a backfill would compute again because of a changed definition. Sources are not looked at: that needs Spark. */
record OutdatedPartitions(Registry registry) implements StalePartitions {
    @Override
    public Map<Partition, String> of(Project project, FeatureView view, TimeRange range) {
        Map<Partition, String> outdated = new HashMap<>();
        BackfillPlanner planner = BackfillPlanner.of(project, registry);
        for (PlannedPartition planned : planner.plan(List.of(view), range).partitions()) {
            if (planned.reason() == Reason.DEFINITION_CHANGED || planned.reason() == Reason.INPUT_CHANGED) {
                outdated.put(planned.partition(), planned.reason().toString());
            }
        }
        return outdated;
    }
}
