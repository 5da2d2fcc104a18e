package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.PlanContent;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.RequestingUser;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * A plan with its price.
 *
 * @param above the thresholds that it is above, in words; empty when nobody needs to approve it
 */
record PlannedBackfill(Project project, BackfillPlan plan, Estimate estimate, List<String> above) {
    static PlannedBackfill of(Project project, BackfillPlan plan, Estimate estimate) {
        return new PlannedBackfill(
                project,
                plan,
                estimate,
                estimate.above(project.settings().backfill().approval()));
    }

    PlanContent content() {
        return PlanContent.of(project, plan);
    }

    PlanDocument document() {
        return new PlanDocument(content(), RequestingUser.name(), now());
    }

    /** As a backfill that nobody has approved, about to run. */
    BackfillRecord record() {
        PlanDocument document = document();
        return new BackfillRecord(
                project.name(),
                document.content().hash(),
                document.text(),
                BackfillState.RUNNING,
                document.requestedBy(),
                document.requestedAt(),
                null,
                document.requestedAt());
    }

    static Instant now() {
        return Clock.systemUTC().instant();
    }
}
