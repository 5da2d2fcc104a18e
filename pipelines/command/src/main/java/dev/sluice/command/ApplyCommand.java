package dev.sluice.command;

import dev.sluice.project.Project;
import dev.sluice.registry.Change;
import dev.sluice.registry.ProjectPlan;
import dev.sluice.registry.RegisteredDefinition;
import dev.sluice.registry.Registry;
import dev.sluice.registry.ReviewedPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice apply}. */
@Command(name = "apply", description = "Register what `plan` shows.")
final class ApplyCommand extends ProjectCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLANFILE",
            description = "What `plan --out` has written: this and nothing else is applied.")
    private @Nullable Path reviewed;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "This view or service, as airport_delays@1, may go, or lose features. For each that does.")
    private Set<String> confirmed = Set.of();

    @Option(
            names = "--drop-active",
            description =
                    "Register even what takes from services the version that they follow before another is complete.")
    private boolean dropActive;

    @Option(
            names = "--adopt",
            description = "The registry's project of this name is this one, although its lake is another.")
    private boolean adopt;

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project declared, Registry registry) {
        Path file = reviewed;
        ReviewedPlan plan = file == null ? null : ReviewedPlanDocument.read(file);
        List<String> missed = ActiveVersions.missed(declared, registry);
        if (!missed.isEmpty() && !dropActive) {
            throw CommandError.INCOMPLETE_VERSION.problem("Cannot apply: " + String.join("\n", missed));
        }
        if (!adopt) {
            registry.requireSameLake(declared);
        }
        CheckedProject checked = CheckedProject.of(declared, registry, TransformCheck.of(terminal(), folder()));
        Project project = checked.project();
        if (adopt) {
            requireConfirmed(checked.plan());
            registry.adopt(declared, Clock.systemUTC().instant());
        }
        ProjectPlan applied = registry.apply(project, Clock.systemUTC().instant(), known -> {
            if (plan != null) {
                requireUnmoved(plan, known, project);
            }
            requireConfirmed(ProjectPlan.between(known, project));
        });
        PlanView view = checked.view(applied, registry);
        Deprecations deprecations = Deprecations.of(project, registry);
        deprecations.lines().forEach(terminal()::note);
        return Answer.done(view.json().with("deprecated", deprecations.json()), terminal -> {
            view.print(terminal);
            if (!applied.isEmpty()) {
                terminal.line("Registered.");
            }
        });
    }

    private static void requireUnmoved(ReviewedPlan plan, List<RegisteredDefinition> known, Project project) {
        List<String> moved = plan.moved(known, project);
        if (!moved.isEmpty()) {
            throw CommandError.CHANGED_MEANWHILE.problem("Cannot apply the reviewed plan, for it is outdated:\n- "
                    + String.join("\n- ", moved) + "\nReview it again: `sluice plan --out FILE`.");
        }
    }

    private void requireConfirmed(ProjectPlan plan) {
        Set<String> missing = new TreeSet<>();
        Set<String> removed = new TreeSet<>();
        for (Change change : plan.changes()) {
            String name = change.name() + "@" + change.version();
            if (!change.removes().isEmpty() && !confirmed.contains(name)) {
                missing.add("--confirm " + name);
                removed.addAll(change.removes());
            }
        }
        if (!missing.isEmpty()) {
            throw CommandError.NOT_CONFIRMED.problem("Cannot apply: readers would lose " + String.join(", ", removed)
                    + ". Look at it with `sluice plan`; if it is meant, add " + String.join(" ", missing) + ".");
        }
    }
}
