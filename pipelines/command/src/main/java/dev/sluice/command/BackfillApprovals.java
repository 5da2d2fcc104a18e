package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.PlanContent;
import dev.sluice.backfill.Reason;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillRecord.Approval;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RequestingUser;
import dev.sluice.time.TimeRange;
import java.util.List;
import java.util.Optional;

/** Who may run which backfill: above the thresholds of sluice.yaml only what a second person has approved. */
final class BackfillApprovals {
    private static final int SHOWN = 12;

    private final Project project;
    private final Registry registry;

    BackfillApprovals(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
    }

    /** What of the views and the range of a plan would be computed now. */
    BackfillPlan again(PlanDocument asked, BackfillPlanner planner) {
        requireSameProject(asked);
        List<PlanContent.Stretch> stretches = asked.content().stretches();
        List<FeatureView> views = stretches.stream()
                .map(stretch -> project.view(stretch.view()))
                .distinct()
                .toList();
        boolean all = stretches.stream().anyMatch(stretch -> stretch.reason() == Reason.ASKED_FOR);
        TimeRange range = asked.content().range();
        return all ? planner.planAll(views, range) : planner.plan(views, range);
    }

    /** Records that this user approves the plan of another, which must still be the plan. */
    BackfillRecord approve(PlanDocument asked, PlannedBackfill now) {
        String user = RequestingUser.name();
        requireSame(asked, now.content());
        if (user.equals(asked.requestedBy())) {
            throw new SluiceException(
                    CommandError.NOT_APPROVED,
                    "Cannot approve the plan " + shown(asked.content()) + ": " + user
                            + " made it. A second person approves it; SLUICE_USER says who asks.");
        }
        BackfillRecord approved = new BackfillRecord(
                project.name(),
                asked.content().hash(),
                asked.text(),
                stateOf(asked.content().hash()),
                asked.requestedBy(),
                asked.requestedAt(),
                new Approval(user, PlannedBackfill.now()),
                PlannedBackfill.now());
        registry.record(approved);
        return approved;
    }

    /** One that is at work goes on. */
    private BackfillState stateOf(String planHash) {
        return registry.backfills(project.name()).stream()
                .filter(backfill -> backfill.planHash().equals(planHash))
                .map(BackfillRecord::state)
                .filter(BackfillState::isOpen)
                .findFirst()
                .orElse(BackfillState.APPROVED);
    }

    private void requireSameProject(PlanDocument asked) {
        if (!asked.content().project().equals(project.name())) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid plan: it is of project " + asked.content().project() + ", and this is project "
                            + project.name() + ". Name the other with --project.");
        }
    }

    private static void requireSame(PlanDocument asked, PlanContent now) {
        if (!asked.content().hash().equals(now.hash())) {
            throw new SluiceException(
                    CommandError.NOT_APPROVED,
                    "Cannot approve the plan " + shown(asked.content()) + ": it is " + shown(now) + " now ("
                            + String.join("; ", now.movedSince(asked.content()))
                            + "). Make it anew with `sluice backfill ... --plan --out FILE`.");
        }
    }

    /** The backfill as it may run; what needs an approval that it does not have is an error that says how to get it. */
    BackfillRecord permitted(PlannedBackfill planned) {
        if (planned.above().isEmpty()) {
            return planned.record();
        }
        PlanContent content = planned.content();
        List<BackfillRecord> approved = registry.backfills(project.name()).stream()
                .filter(backfill -> backfill.approval() != null)
                .filter(backfill -> backfill.state() == BackfillState.APPROVED
                        || backfill.state().isOpen())
                .toList();
        BackfillRecord allowed = approved.stream()
                .filter(backfill -> covers(backfill, content))
                .findFirst()
                .orElseThrow(
                        () -> unapproved(planned, content, approved.stream().findFirst()));
        requireSecondPerson(allowed);
        return allowed.in(BackfillState.RUNNING, PlannedBackfill.now());
    }

    /** Of what was begun, what is left of it is approved too; of what was not begun, only the plan itself. */
    private static boolean covers(BackfillRecord backfill, PlanContent content) {
        return backfill.planHash().equals(content.hash())
                || (backfill.state().isOpen() && content.isPartOf(content(backfill)));
    }

    static PlanContent content(BackfillRecord backfill) {
        return PlanDocument.parse(backfill.plan(), backfill.planHash()).content();
    }

    static void requireSecondPerson(BackfillRecord backfill) {
        Approval approval = backfill.approval();
        if (approval != null && approval.by().equals(RequestingUser.name())) {
            throw new SluiceException(
                    CommandError.NOT_APPROVED,
                    "Cannot run the plan " + shown(content(backfill)) + ": " + approval.by()
                            + " approved it and cannot run it too. Another person runs it.");
        }
    }

    private static SluiceException unapproved(
            PlannedBackfill planned, PlanContent content, Optional<BackfillRecord> other) {
        String moved = other.map(backfill -> " Approved was the plan "
                        + shown(content(backfill)) + "; since then: "
                        + String.join("; ", content.movedSince(content(backfill))) + ".")
                .orElse("");
        return new SluiceException(
                CommandError.NOT_APPROVED,
                "Cannot run the plan " + shown(content) + ": " + String.join(", ", planned.above())
                        + ", so a second person must approve it." + moved
                        + " Write it with `sluice backfill ... --plan --out plan.json`; the other one runs `sluice backfill"
                        + " --approve plan.json`.");
    }

    static String shown(PlanContent content) {
        return content.hash().substring(0, SHOWN);
    }
}
