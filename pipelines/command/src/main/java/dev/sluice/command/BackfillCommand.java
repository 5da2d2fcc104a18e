package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillPlanner;
import dev.sluice.backfill.Estimator;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RequestingUser;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice backfill}. */
@Command(
        name = "backfill",
        description = "Compute the missing and stale partitions of the range [A, B). Started again, it goes on.")
final class BackfillCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views to fill; default: all.")
    private List<String> views = List.of();

    @Option(names = "--from", paramLabel = "A", description = "The first day, hour or instant.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "B", description = "The end, itself not included.")
    private @Nullable String until;

    @ArgGroup
    private Action action = new Action();

    /** What is done instead of planning a range and carrying the plan out. */
    static final class Action {
        @Option(names = "--plan", description = "Show what would be computed, why, and its price; compute nothing.")
        private boolean plan;

        @Option(
                names = "--approve",
                paramLabel = "FILE",
                description = "Approve the plan in this file, which another person wrote with --plan --out.")
        private @Nullable Path approve;

        @Option(names = "--resume", description = "Go on with the backfill that was begun last and is not over.")
        private boolean resume;

        @Option(names = "--pause", description = "Ask the backfill that runs to stop; --resume goes on with it.")
        private boolean pause;

        @Option(names = "--cancel", description = "Ask the backfill that was begun last to end for good.")
        private boolean cancel;

        private boolean isGiven() {
            return plan || approve != null || resume || pause || cancel;
        }
    }

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --plan: write the plan to this file, for --approve.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Compute what is up to date, too.")
    private boolean force;

    @Option(names = "--yes", description = "Go on when the first partition takes far longer than was estimated.")
    private boolean yes;

    @Mixin
    private ViaArguments via = new ViaArguments();

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    BackfillCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Set<OutputFormat> formats() {
        return action.plan ? EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN) : super.formats();
    }

    @Override
    Answer answer(Project project, Registry registry) {
        if (via.isPart() && action.isGiven()) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot do both: --part-of computes a part of a backfill. Leave it out to plan, approve, resume, pause"
                            + " or cancel one.");
        }
        if (action.pause || action.cancel) {
            return stop(project, registry);
        }
        requireApplied(project, registry);
        BackfillRecord whole = via.isPart() ? via.whole(project, registry) : null;
        SourceInputs inputs = SparkJobs.load().inputs(project, registry);
        Estimator estimator = Estimator.of(project, registry, inputs);
        BackfillPlanner planner = BackfillPlanner.of(project, registry).withInputs(inputs);
        if (whole != null) {
            return part(whole, project, planner, estimator, registry);
        }
        if (action.approve != null) {
            return approve(PlanDocument.read(action.approve), project, planner, estimator, registry);
        }
        if (action.resume) {
            return resume(planner, estimator, project, new Carrier(registry, inputs, estimator));
        }
        PlannedBackfill planned = planned(planner, estimator, project);
        if (action.plan || planned.plan().isEmpty()) {
            return shown(planned);
        }
        BackfillRecord permitted = new BackfillApprovals(project, registry).permitted(planned);
        return carriedOut(planned, permitted, new Carrier(registry, inputs, estimator));
    }

    /** What carrying out a plan needs. */
    private record Carrier(Registry registry, SourceInputs inputs, Estimator estimator) {}

    private Answer carriedOut(PlannedBackfill planned, BackfillRecord permitted, Carrier with) {
        if (via.isAirflow()) {
            ProjectAirflow airflow = ProjectAirflow.of(planned.project());
            AirflowBackfill.Options options =
                    new AirflowBackfill.Options(via.chunk(), execution.options().parallelism());
            return new AirflowBackfill(terminal(), airflow, with.registry(), with.inputs(), options)
                    .run(planned, permitted);
        }
        return new BackfillWork(terminal(), planned, with.registry(), with.estimator(), yes)
                .run(permitted, execution.options());
    }

    /** What Airflow has begun of it is ended with it, if it was begun there. */
    private Answer stop(Project project, Registry registry) {
        BackfillRecord open = BackfillControl.open(project, registry);
        Answer stopped =
                BackfillControl.stop(project, registry, action.pause ? BackfillState.PAUSED : BackfillState.CANCELLED);
        if (action.cancel && via.isAirflow()) {
            AirflowBackfill.end(ProjectAirflow.of(project), open)
                    .forEach(run -> terminal().note("Ended the run " + run + " in Airflow."));
        }
        return stopped;
    }

    /** What is left of a backfill that others have begun, of these views and in this range. */
    private Answer part(
            BackfillRecord whole, Project project, BackfillPlanner planner, Estimator estimator, Registry registry) {
        BackfillApprovals.requireSecondPerson(whole);
        BackfillPart part = new BackfillPart(whole, planner, registry);
        BackfillPlan left = part.left(views(project, views), range());
        PlannedBackfill planned = PlannedBackfill.of(project, left, estimator.estimate(left));
        if (left.isEmpty()) {
            part.completeIfOver();
            return shown(planned);
        }
        return new BackfillWork(terminal(), planned, registry, estimator, yes).run(part, execution.options());
    }

    private TimeRange range() {
        if (from == null || until == null) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot plan a backfill without a range. Give --from and --to, as --from 2001-03-01 --to 2001-04-01.");
        }
        return new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
    }

    private PlannedBackfill planned(BackfillPlanner planner, Estimator estimator, Project project) {
        TimeRange range = range();
        List<FeatureView> wanted = views(project, views);
        BackfillPlan plan = force ? planner.planAll(wanted, range) : planner.plan(wanted, range);
        return PlannedBackfill.of(project, plan, estimator.estimate(plan));
    }

    private Answer shown(PlannedBackfill planned) {
        Path file = out;
        if (file != null) {
            PlanFile.write(file, planned.document().text());
        }
        BackfillPlanView view = new BackfillPlanView(planned);
        return Answer.done(view.json(), terminal -> {
            if (answersIn(OutputFormat.MARKDOWN)) {
                view.printMarkdown(terminal);
            } else {
                view.print(terminal);
                view.printWay(terminal);
            }
        });
    }

    private Answer approve(
            PlanDocument asked, Project project, BackfillPlanner planner, Estimator estimator, Registry registry) {
        BackfillApprovals approvals = new BackfillApprovals(project, registry);
        BackfillPlan now = approvals.again(asked, planner);
        PlannedBackfill planned = PlannedBackfill.of(project, now, estimator.estimate(now));
        approvals.approve(asked, planned);
        BackfillPlanView view = new BackfillPlanView(planned);
        return Answer.done(view.json().with("approved_by", RequestingUser.name()), terminal -> {
            view.print(terminal);
            terminal.line("Approved by " + RequestingUser.name() + ". " + asked.requestedBy() + " can run it now.");
        });
    }

    private Answer resume(BackfillPlanner planner, Estimator estimator, Project project, Carrier with) {
        Registry registry = with.registry();
        BackfillRecord open = BackfillControl.open(project, registry);
        BackfillPlan rest = planner.planRest(BackfillApprovals.content(open), open.requestedAt());
        PlannedBackfill planned = PlannedBackfill.of(project, rest, estimator.estimate(rest));
        if (rest.isEmpty()) {
            registry.advance(open, BackfillState.COMPLETED, PlannedBackfill.now());
            return shown(planned);
        }
        if (open.approval() == null) {
            new BackfillApprovals(project, registry).permitted(planned);
        }
        BackfillApprovals.requireSecondPerson(open);
        return carriedOut(planned, open.in(BackfillState.RUNNING, PlannedBackfill.now()), with);
    }
}
